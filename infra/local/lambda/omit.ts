/** A copy of an object without some of its members. */
export function omit<T extends object, Name extends keyof T>(from: T, ...names: readonly Name[]): Omit<T, Name> {
  const copy: Partial<T> = { ...from };
  for (const name of names) delete copy[name];
  return copy as Omit<T, Name>;
}
