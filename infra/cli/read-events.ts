/** Reads CloudEvents from a file or stdin: one JSON document, a JSON array of them, or one a line (NDJSON). */

import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { failed } from './cli-error.ts';

/**
 * Parsed but unchecked events. If the first line is a JSON object by itself the input is taken for NDJSON and read as it
 * comes; anything else is read whole. Throws `CliError`.
 */
export async function* readEvents(input: Readable): AsyncGenerator<unknown> {
  let unparsed = '';
  let isNdjson: boolean | undefined;
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line += 1;
    const trimmed = line === 1 ? text.replace(/^\uFEFF/, '').trim() : text.trim();
    if (trimmed === '') continue;
    isNdjson ??= parsed(trimmed) !== undefined && trimmed.startsWith('{');
    if (!isNdjson) {
      unparsed += `${text}\n`;
      continue;
    }
    const event = parsed(trimmed);
    if (event === undefined) throw failed(`line ${line} is not JSON: send one CloudEvent a line.`);
    yield event;
  }
  if (unparsed !== '') yield* wholeDocument(unparsed);
}

function* wholeDocument(text: string): Generator<unknown> {
  try {
    const document = JSON.parse(text.replace(/^\uFEFF/, '').trim()) as unknown;
    if (Array.isArray(document)) yield* document as unknown[];
    else yield document;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw failed(`the input is not JSON (${reason}): give it one CloudEvent, an array of them, or one a line.`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
