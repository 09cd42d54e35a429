/** The part of JSONPath that EventBridge evaluates: names, indices and wildcards. */

type Step = string | number | typeof ANY;
const ANY = Symbol('*');

const STEP = /\.([\w\-/$]+)|\[(\d+)\]|\.\*|\[\*\]/y;

/** The steps of a path such as `$.detail.lines[0].sku`; undefined if it is none we understand. */
export function parseJsonPath(path: string): readonly Step[] | undefined {
  if (!path.startsWith('$')) return undefined;
  const steps: Step[] = [];
  let at = 1;
  while (at < path.length) {
    STEP.lastIndex = at;
    const match = STEP.exec(path);
    if (match === null) return undefined;
    const [whole, name, index] = match;
    steps.push(index !== undefined ? Number(index) : (name ?? ANY));
    at += whole.length;
  }
  return steps;
}

/** The value at the path, undefined if there is none; with a wildcard, the list of all values. */
export function evaluateJsonPath(path: string, root: unknown): unknown {
  const steps = parseJsonPath(path);
  if (steps === undefined) return undefined;
  let values: unknown[] = [root];
  for (const step of steps) values = values.flatMap((value) => follow(value, step));
  return steps.includes(ANY) ? values : values[0];
}

function follow(value: unknown, step: Step): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (step === ANY) return Object.values(value);
  if (Array.isArray(value) !== (typeof step === 'number') || !Object.hasOwn(value, step)) return [];
  return [(value as Record<string | number, unknown>)[step]];
}
