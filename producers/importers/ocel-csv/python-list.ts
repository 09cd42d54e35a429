/** Reads a list of strings as Python prints it, the form in which the file names its objects: `['a', 'b']`. */

const LIST = /^\[\s*(?:(?:'[^'\\]*'|"[^"\\]*")(?:\s*,\s*(?:'[^'\\]*'|"[^"\\]*"))*)?\s*\]$/;
const STRING = /'([^'\\]*)'|"([^"\\]*)"/g;

/** The strings; none for a blank cell; undefined if it is anything but a list of strings without escapes. */
export function parsePythonList(text: string): string[] | undefined {
  const cell = text.trim();
  if (cell === '') return [];
  if (!LIST.test(cell)) return undefined;
  return Array.from(cell.matchAll(STRING), ([, single, double]) => single ?? double ?? '');
}
