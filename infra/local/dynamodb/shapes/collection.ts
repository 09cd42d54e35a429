/** Lists, maps and structures of the API's inputs. */

import { serializationError } from '../errors.ts';
import { constrained, unexpectedCollection, type Constraints } from './scalar.ts';
import { memberPath, problem, type Shape } from './shape.ts';

/** How AWS's parser complains about a scalar where a collection belongs: it depends on what surrounds it. */
const SCALAR_FOUND = {
  field: 'Unexpected field type',
  value: 'Unexpected value type in payload',
  parameterized:
    'class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class ' +
    '(sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of ' +
    "loader 'bootstrap')",
};

export type Position = keyof typeof SCALAR_FOUND;

const MODEL = 'com.amazonaws.dynamodb.v20120810.';

export function list(member: Shape, constraints?: Constraints, position: Position = 'field'): Shape {
  const own = constrained((value) => {
    if (typeof value !== 'object' || value === null) throw serializationError(SCALAR_FOUND[position]);
    if (!Array.isArray(value)) throw serializationError('Start of structure or map found where not expected');
    return value.map((element: unknown) => (element === null ? undefined : member.parse(element)));
  }, constraints);
  return {
    parse: (value) => own.parse(value),
    check(value, path, problems) {
      own.check(value, path, problems);
      if (!Array.isArray(value)) return;
      value.forEach((element, index) => {
        const place = `${path}.${index + 1}.member`;
        if (element === undefined) problems.push(problem(element, place, 'Member must not be null'));
        else member.check(element, place, problems);
      });
    },
  };
}

export interface MapConstraints extends Constraints {
  readonly keys?: { readonly minLength: number; readonly maxLength: number; readonly pattern: string };
  readonly values?: { readonly minLength: number; readonly maxLength: number };
}

/** A map by free names; `javaType` names its values in messages. */
export function map(member: Shape, javaType: string, constraints: MapConstraints = {}, position: Position = 'field') {
  const { keys, values, ...rest } = constraints;
  const own = constrained((value) => {
    const full = javaType.includes('.') ? javaType : MODEL + javaType;
    return parseMembers(value, `java.util.Map<java.lang.String, ${full}>`, position, () => member);
  }, rest);
  return {
    parse: (value: unknown) => own.parse(value),
    check(value: unknown, path: string, problems: string[]) {
      own.check(value, path, problems);
      if (value === undefined) return;
      const entries = Object.entries(value as Record<string, unknown>);
      if (keys && entries.some(([name]) => !fits(name, keys))) problems.push(problem(value, path, keyConstraint(keys)));
      if (values && entries.some(([, entry]) => !fits(entry, values)))
        problems.push(problem(value, path, valueConstraint(values)));
      for (const [name, entry] of entries) member.check(entry, `${path}.${name}.member`, problems);
    },
  } satisfies Shape;
}

type Fitting = { readonly minLength: number; readonly maxLength: number; readonly pattern?: string };

function fits(value: unknown, { minLength, maxLength, pattern }: Fitting): boolean {
  const length = typeof value === 'string' || Array.isArray(value) ? value.length : 0;
  if (length < minLength || length > maxLength) return false;
  return pattern === undefined || new RegExp(`^${pattern}$`).test(value as string);
}

function keyConstraint({ minLength, maxLength, pattern }: Required<Fitting>): string {
  return `Map keys must satisfy constraint: [Member must have length less than or equal to ${maxLength}, Member must have length greater than or equal to ${minLength}, Member must satisfy regular expression pattern: ${pattern}]`;
}

function valueConstraint({ minLength, maxLength }: Fitting): string {
  return `Map value must satisfy constraint: [Member must have length less than or equal to ${maxLength}, Member must have length greater than or equal to ${minLength}]`;
}

/** A structure; members it does not know are dropped, as AWS ignores them. */
export function structure(
  members: Readonly<Record<string, Shape>>,
  javaType = '',
  constraints?: Constraints,
  position: Position = 'field',
): Shape {
  const known = new Map(Object.entries(members));
  const own = constrained(
    (value) => parseMembers(value, `class ${MODEL}${javaType}`, position, (name) => known.get(name)),
    constraints,
  );
  return {
    parse: (value) => own.parse(value),
    check(value, path, problems) {
      own.check(value, path, problems);
      if (value === undefined) return;
      for (const [name, member] of known)
        member.check((value as Record<string, unknown>)[name], memberPath(path, name), problems);
    },
  };
}

function parseMembers(
  value: unknown,
  javaType: string,
  position: Position,
  shapeOf: (name: string) => Shape | undefined,
): unknown {
  if (typeof value !== 'object' || value === null) throw serializationError(SCALAR_FOUND[position]);
  if (Array.isArray(value)) throw unexpectedCollection(value, javaType);
  const members = value as Record<string, unknown>;
  for (const name of Object.keys(members)) {
    const member = Object.getOwnPropertyDescriptor(members, name)?.value as unknown;
    const shape = shapeOf(name);
    if (shape === undefined || member === null || member === undefined) delete members[name];
    else {
      const parsed = shape.parse(member);
      if (parsed !== member) members[name] = parsed;
    }
  }
  return members;
}
