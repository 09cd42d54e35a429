/** Turns the text of an event pattern into what the matcher runs. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */

import type { EventPattern, PatternField, ValueTest } from './event-pattern.ts';
import { exactNumber, exactString } from './exact.ts';
import { jsonReader, type JsonReader } from './json-reader.ts';
import { readMatchExpression, type MatchExpression } from './match-expression.ts';
import { RESERVED_IN_OR } from './reserved-names.ts';
import { refuseComplexWildcards } from './wildcard-complexity.ts';

type Branch = Map<string, Omit<PatternField, 'path'>>;

/** Throws `InvalidPattern` with AWS's reason. */
export function compilePattern(text: string): EventPattern {
  const reader = jsonReader(text);
  if (reader.next() !== '{') reader.fail('Filter is not an object');
  const branches = readObject(reader, [], [new Map<string, never>()], false);
  refuseComplexWildcards(JSON.parse(reader.consumed()));
  return { branches: branches.map(sortedFields), paths: new Set(branches.flatMap(pathsOf)) };
}

function pathsOf(branch: Branch): string[] {
  return [...branch.keys()].flatMap((path) => {
    const steps = path.split('.');
    return steps.map((_, index) => steps.slice(0, index + 1).join('.'));
  });
}

function sortedFields(branch: Branch): PatternField[] {
  return [...branch]
    .map(([path, field]) => ({ path, ...field }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** Adds the fields of the object just entered to every branch; `$or` multiplies the branches. */
function readObject(reader: JsonReader, path: readonly string[], outer: Branch[], inOr: boolean): Branch[] {
  let branches = outer;
  let empty = true;
  while (reader.next() !== '}') {
    empty = false;
    const name = reader.text();
    if (name === '$or') {
      branches = readOr(reader, path, branches);
      continue;
    }
    if (inOr && RESERVED_IN_OR.has(name))
      reader.fail(`${name} is Ruler reserved fieldName which cannot be used inside $or.`);
    const token = reader.next();
    if (token === '{') branches = readObject(reader, [...path, name], branches, inOr);
    else if (token === '[') readValues(reader, [...path, name].join('.'), branches);
    else reader.fail(`"${name}" must be an object or an array`);
  }
  if (empty) reader.fail('Empty objects are not allowed');
  return branches;
}

function readOr(reader: JsonReader, path: readonly string[], branches: readonly Branch[]): Branch[] {
  if (reader.next() !== '[') reader.fail('It must be an Array followed with $or.');
  const alternatives: Branch[] = [];
  let count = 0;
  for (let token = reader.next(); token !== ']'; token = reader.next()) {
    if (token !== '{') reader.fail('Only JSON object is allowed in array of $or relationship.');
    count += 1;
    const copies = branches.map((branch): Branch => new Map(branch));
    alternatives.push(...readObject(reader, path, copies, true));
  }
  if (count < 2) reader.fail('There must have at least 2 Objects in $or relationship.');
  return alternatives;
}

function readValues(reader: JsonReader, path: string, branches: readonly Branch[]): void {
  const expressions: MatchExpression[] = [];
  for (let token = reader.next(); token !== ']'; token = reader.next()) expressions.push(readValue(reader, token));
  if (expressions.length === 0) reader.fail('Empty arrays are not allowed');
  const tests = expressions.flatMap((expression): ValueTest[] => (expression === 'absent' ? [] : [expression]));
  const mayBeAbsent = expressions.includes('absent');
  for (const branch of branches) branch.set(path, { tests, mayBeAbsent });
}

function readValue(reader: JsonReader, token: ReturnType<JsonReader['next']>): MatchExpression {
  switch (token) {
    case '{':
      return readMatchExpression(reader);
    case 'string':
      return exactString(reader.text());
    case 'number':
      return exactNumber(Number(reader.text()));
    case 'true':
    case 'false':
      return (value) => value === (token === 'true');
    case 'null':
      return (value) => value === null;
    case '[':
    case ']':
    case '}':
    case 'name':
      return reader.fail('Match value must be String, number, true, false, or null');
  }
}
