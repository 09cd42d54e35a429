/** Cuts a stream of text into lines. */

export interface LineSplitter {
  push(text: string): void;
  /** Gives out what has no line end yet. */
  flush(): void;
}

export function lineSplitter(onLine: (line: string) => void): LineSplitter {
  let rest = '';
  return {
    push(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    },
    flush() {
      if (rest !== '') onLine(rest);
      rest = '';
    },
  };
}
