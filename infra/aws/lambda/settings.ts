/** The settings that the CDK app gives a function by its environment. */

/** Reads environment variables by name. Throws, at start-up, if one is not set. */
export function settings<Name extends string>(...names: readonly Name[]): Record<Name, string> {
  const read = (name: Name): [Name, string] => {
    const value = process.env[name];
    if (value === undefined || value === '') throw new Error(`the environment variable ${name} is not set`);
    return [name, value];
  };
  return Object.fromEntries(names.map(read)) as Record<Name, string>;
}
