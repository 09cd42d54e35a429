/** How `up` shows what the engine and the functions have to say: readable, or as JSON lines for other programs. */

import { prettyFactory } from 'pino-pretty';
import type { LogLine } from '../local/shell/log.ts';

export interface UpLog {
  /** What `up` is doing. */
  progress(message: string): void;
  /** The engine's own lines. */
  engine(line: LogLine): void;
  /** A line a function printed: of pino, or anything. */
  function(functionName: string, text: string): void;
}

export interface UpLogOptions {
  readonly write: (text: string) => void;
  readonly now: () => number;
  /** Lines as they are, one JSON document each. */
  readonly json: boolean;
  readonly color: boolean;
}

/** The levels of pino. */
const LEVELS = { info: 30, warn: 40, error: 50 } as const;

export function upLog({ write, now, json, color }: UpLogOptions): UpLog {
  const pretty = prettyFactory({
    colorize: color,
    colorizeObjects: false,
    ignore: 'pid,hostname,functionName',
    messageFormat: '{if functionName}{functionName}: {end}{msg}',
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss.l',
  });
  function show(record: object): void {
    write(json ? `${JSON.stringify(record)}\n` : pretty(record));
  }
  return {
    progress: (message) => show({ level: LEVELS.info, time: now(), msg: message }),
    engine: ({ level, message, error }) =>
      show({
        level: LEVELS[level],
        time: now(),
        msg: message,
        ...(error === undefined ? {} : { err: described(error) }),
      }),
    function(functionName, text) {
      const record = parsed(text);
      if (record !== undefined) show({ ...record, functionName });
      else if (text.trim() !== '') show({ level: LEVELS.info, time: now(), functionName, msg: text });
    },
  };
}

function described(error: unknown): object {
  return error instanceof Error
    ? { type: error.name, message: error.message, stack: error.stack }
    : { type: typeof error, message: String(error) };
}

/** The record in a line of JSON, if it is one. */
function parsed(text: string): object | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}
