/** The last 4 KB of an invocation's log, which `Invoke` returns on request. */

const MAX_BYTES = 4096;

export interface LogTail {
  add(line: string): void;
  text(): string;
}

export function logTail(): LogTail {
  let kept = Buffer.alloc(0);
  return {
    add(line) {
      kept = Buffer.concat([kept, Buffer.from(line + '\n')]).subarray(-MAX_BYTES);
    },
    text: () => kept.toString('utf8'),
  };
}
