/** Values that many readers share, and nobody can change. */

/** The value with everything in it frozen; not for bytes, which cannot be. */
export function frozenValue<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) frozenValue(member);
  return Object.freeze(value);
}
