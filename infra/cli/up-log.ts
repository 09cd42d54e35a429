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
      if (text.trim() !== '') show({ level: LEVELS.info, time: now(), functionName, ...recordIn(text) });
    },
  };
}

function described(error: unknown): object {
  return error instanceof Error
    ? { type: error.name, message: error.message, stack: error.stack }
    : { type: typeof error, message: String(error) };
}

/** What a line of `console` looks like: time, request id, level and text, separated by tabs. */
const CONSOLE = /^(\S+Z)\t([0-9a-f-]{36})?\t(DEBUG|INFO|WARN|ERROR)\t(.*)$/s;
const CONSOLE_LEVELS: Readonly<Record<string, number>> = {
  DEBUG: 20,
  INFO: LEVELS.info,
  WARN: LEVELS.warn,
  ERROR: LEVELS.error,
};

/** The record in a line: of pino, of `console`, or just the text. */
function recordIn(line: string): object {
  const [, time, requestId, level = '', text = line] = CONSOLE.exec(line) ?? [];
  const dressed = time === undefined ? {} : { level: CONSOLE_LEVELS[level], time: Date.parse(time), requestId };
  return { ...dressed, ...(parsed(text) ?? { msg: text }) };
}

function parsed(text: string): object | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}
