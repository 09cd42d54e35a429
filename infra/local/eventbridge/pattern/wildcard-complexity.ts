/**
 * Refuses wildcards that could be matched in too many ways at once. AWS publishes neither the measure nor the limit;
 * this counts the places in a field's wildcards that one value can have reached together, and draws the line where its
 * documentation does: at `*:*:*:*:*:event-bus/*`.
 */

import { InvalidPattern } from './invalid-pattern.ts';

const TOO_MANY = 10;
const ANY = '*';

/** Throws `InvalidPattern` if any field of the parsed pattern has wildcards that are too complex together. */
export function refuseComplexWildcards(pattern: unknown): void {
  if (typeof pattern !== 'object' || pattern === null) return;
  if (Array.isArray(pattern)) {
    const wildcards = pattern.flatMap(wildcardsOf);
    if (wildcards.length > 0 && mostPlaces(wildcards.map(tokensOf)) >= TOO_MANY)
      throw new InvalidPattern(
        'Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character',
      );
  }
  for (const nested of Object.values(pattern)) refuseComplexWildcards(nested);
}

function wildcardsOf(expression: unknown): string[] {
  if (typeof expression !== 'object' || expression === null) return [];
  if ('anything-but' in expression) return wildcardsOf(expression['anything-but']);
  if (!('wildcard' in expression)) return [];
  const { wildcard } = expression;
  return [wildcard].flat().filter((text) => typeof text === 'string');
}

/** Characters and asterisks; an escaped asterisk is told apart by its backslash. */
function tokensOf(wildcard: string): Tokens {
  return wildcard.match(/\\.|[^\\]/gsu) ?? [];
}

type Tokens = readonly string[];
/** A number of tokens passed in one of the wildcards. Behind an asterisk a value may stay as long as it likes. */
type Place = readonly [tokens: Tokens, passed: number];

/** Follows every set of places a value can lead to, until one is too large. */
function mostPlaces(wildcards: readonly Tokens[]): number {
  const characters = new Set(wildcards.flat().filter((token) => token !== ANY));
  const pending: (readonly Place[])[] = [wildcards.map((tokens): Place => [tokens, 0])];
  const seen = new Set<string>();
  let most = 0;
  for (let places = pending.pop(); places !== undefined && most < TOO_MANY; places = pending.pop()) {
    most = Math.max(most, withAsterisks(places).length);
    for (const character of characters) {
      const next = distinct(places.flatMap((place) => after(character, place)));
      const name = next.map(([tokens, passed]) => `${wildcards.indexOf(tokens)}:${passed}`).join(' ');
      if (seen.has(name)) continue;
      seen.add(name);
      pending.push(next);
    }
  }
  return most;
}

function after(character: string, [tokens, passed]: Place): Place[] {
  const next: Place[] = tokens[passed - 1] === ANY ? [[tokens, passed]] : [];
  if (tokens[passed] === ANY) {
    next.push([tokens, passed + 1]);
    if (tokens[passed + 1] === character) next.push([tokens, passed + 2]);
  } else if (tokens[passed] === character) next.push([tokens, passed + 1]);
  return next;
}

/** An asterisk that comes next counts as reached: it may stand for nothing. */
function withAsterisks(places: readonly Place[]): readonly Place[] {
  return distinct(
    places.flatMap((place): Place[] => {
      const [tokens, passed] = place;
      return tokens[passed] === ANY ? [place, [tokens, passed + 1]] : [place];
    }),
  );
}

function distinct(places: readonly Place[]): readonly Place[] {
  const kept: Place[] = [];
  for (const place of places)
    if (!kept.some(([tokens, passed]) => tokens === place[0] && passed === place[1])) kept.push(place);
  return kept;
}
