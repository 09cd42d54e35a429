/** Which route of an HTTP API a request takes. */

export interface Routable {
  readonly routeKey: string;
}

export interface Selection<Route extends Routable> {
  readonly route: Route;
  /** Values of the path's variables, decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * The most specific route that matches: literal segments before variables, these before a greedy variable, a method
 * before ANY, and `$default` last. `path` is percent-encoded.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation
 */
export function selectRoute<Route extends Routable>(
  routes: readonly Route[],
  method: string,
  path: string,
): Selection<Route> | undefined {
  const segments = segmentsOf(path);
  let best: (Selection<Route> & { readonly rank: string }) | undefined;
  for (const route of routes) {
    const found = match(route.routeKey, method, segments);
    if (found !== undefined && (best === undefined || found.rank < best.rank)) best = { route, ...found };
  }
  return best && { route: best.route, pathParameters: best.pathParameters };
}

interface Match {
  readonly pathParameters: Record<string, string>;
  /** Sorts by specificity: one digit for each segment, then one for the method. */
  readonly rank: string;
}

/** Sorts after every other rank. */
const DEFAULT_RANK = '9';

function match(routeKey: string, method: string, segments: readonly string[]): Match | undefined {
  if (routeKey === '$default') return { pathParameters: {}, rank: DEFAULT_RANK };
  const [routeMethod = '', path = ''] = routeKey.split(' ');
  if (routeMethod !== 'ANY' && routeMethod !== method) return undefined;
  const pathParameters: Record<string, string> = {};
  let rank = '';
  const pattern = segmentsOf(path);
  for (const [at, part] of pattern.entries()) {
    const variable = /^\{([^}+]+)(\+?)\}$/.exec(part);
    const given = variable?.[2] === '+' ? segments.slice(at).join('/') : segments[at];
    if (given === undefined) return undefined;
    if (variable === null) {
      if (part !== given) return undefined;
      rank += '0';
      continue;
    }
    if (given === '') return undefined;
    pathParameters[variable[1] ?? ''] = decoded(given);
    if (variable[2] === '+') return { pathParameters, rank: `${rank}2${methodRank(routeMethod)}` };
    rank += '1';
  }
  return pattern.length === segments.length ? { pathParameters, rank: rank + methodRank(routeMethod) } : undefined;
}

function methodRank(method: string): string {
  return method === 'ANY' ? '1' : '0';
}

function segmentsOf(path: string): string[] {
  return path.slice(1).split('/');
}

/** Percent-decoded; text that is no valid encoding stays as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
