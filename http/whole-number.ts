/** A whole number in a query string. */

/** Undefined if the text is none from `least` to `most`. */
export function wholeNumber(text: string, least: number, most: number): number | undefined {
  const number = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  return number >= least && number <= most ? number : undefined;
}
