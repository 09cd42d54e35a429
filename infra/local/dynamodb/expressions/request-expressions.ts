/** All expressions of one request together: parsed, checked against the request's names and values, ready to use. */

import type { Item } from '../attribute-value.ts';
import { validationError } from '../errors.ts';
import { bindings, checkAllUsed, first, markUsed, resolvePath, undefinedIn } from './bindings.ts';
import type { BindingParameters, Bindings } from './bindings.ts';
import { problemIn } from './condition-check.ts';
import { parseCondition } from './condition-parser.ts';
import { holds } from './evaluate.ts';
import { remembering } from './parsed-texts.ts';
import { overlapIn } from './path-overlap.ts';
import { projector } from './project.ts';
import { parseProjection } from './projection-parser.ts';
import type { Condition, Parsed, Path, UpdateAction } from './syntax.ts';
import { SyntaxProblem } from './token-reader.ts';
import { problemInUpdate } from './update-check.ts';
import { parseUpdate } from './update-parser.ts';

/** 4 KB: the longest expression. */
const MAX_EXPRESSION_BYTES = 4096;

const condition = remembering(parseCondition);
const update = remembering(parseUpdate);
const projection = remembering(parseProjection);

export interface ExpressionParameters extends BindingParameters {
  readonly UpdateExpression?: string;
  readonly ConditionExpression?: string;
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
}

/** A condition with its bindings. */
export interface BoundCondition {
  readonly condition: Condition;
  readonly bound: Bindings;
  /** Every path it mentions, resolved. */
  readonly paths: readonly (readonly (string | number)[])[];
}

export interface BoundUpdate {
  readonly actions: readonly UpdateAction[];
  readonly bound: Bindings;
  readonly paths: readonly (readonly (string | number)[])[];
  /** Every path it mentions, also where it only reads. */
  readonly mentioned: readonly (readonly (string | number)[])[];
  /** What is said of an operand whose type does not fit, where it differs. */
  readonly typeMismatch?: string;
}

export interface BoundProjection {
  readonly paths: readonly (readonly (string | number)[])[];
  readonly project: (item: Item) => Item;
}

export interface RequestExpressions {
  readonly update?: BoundUpdate;
  readonly condition?: BoundCondition;
  readonly keyCondition?: BoundCondition;
  readonly filter?: BoundCondition;
  readonly projection?: BoundProjection;
}

/** Throws the ValidationException AWS would answer for the first thing wrong. */
export function requestExpressions(parameters: ExpressionParameters): RequestExpressions {
  const bound = bindings(parameters);
  const expressions = {
    ...optional('update', parameters.UpdateExpression, (text) => bindUpdate(text, bound)),
    ...optional('condition', parameters.ConditionExpression, (text) => bindCondition('Condition', text, bound)),
    ...optional('keyCondition', parameters.KeyConditionExpression, (text) =>
      bindCondition('KeyCondition', text, bound),
    ),
    ...optional('filter', parameters.FilterExpression, (text) => bindCondition('Filter', text, bound)),
    ...optional('projection', parameters.ProjectionExpression, (text) => bindProjection(text, bound)),
  };
  checkAllUsed(bound);
  return expressions;
}

function optional<K extends string, T>(key: K, text: string | undefined, bind: (text: string) => T) {
  return (text === undefined ? {} : { [key]: bind(text) }) as { readonly [P in K]?: T };
}

function bindCondition(kind: string, text: string, bound: Bindings): BoundCondition {
  const parsed = parsedOrRefused(kind, text, condition);
  refuse(kind, parsed.problem ?? problemIn(parsed.tree, bound));
  markUsed(bound, parsed);
  return { condition: parsed.tree, bound, paths: resolved(parsed.paths, bound) };
}

function bindUpdate(text: string, bound: Bindings): BoundUpdate {
  const parsed = parsedOrRefused('Update', text, update);
  refuse('Update', parsed.problem ?? problemInUpdate(parsed.tree, bound));
  markUsed(bound, parsed);
  const written = parsed.tree.map(({ path }) => path);
  return { actions: parsed.tree, bound, paths: resolved(written, bound), mentioned: resolved(parsed.paths, bound) };
}

function bindProjection(text: string, bound: Bindings): BoundProjection {
  const parsed = parsedOrRefused('Projection', text, projection);
  refuse('Projection', parsed.problem ?? first(parsed.tree, (path) => undefinedIn(path, bound)));
  markUsed(bound, parsed);
  const paths = resolved(parsed.tree, bound);
  refuse('Projection', overlapIn(paths));
  return { paths, project: projector(paths) };
}

function parsedOrRefused<T>(kind: string, text: string, parse: (text: string) => Parsed<T>): Parsed<T> {
  if (text === '') throw refusal(kind, 'The expression can not be empty;');
  if (Buffer.byteLength(text) > MAX_EXPRESSION_BYTES)
    throw refusal(
      kind,
      `Expression size has exceeded the maximum allowed size; expression size: ${Buffer.byteLength(text)}`,
    );
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof SyntaxProblem) throw refusal(kind, error.message);
    throw error;
  }
}

function refuse(kind: string, problem: string | undefined): void {
  if (problem !== undefined) throw refusal(kind, problem);
}

function refusal(kind: string, problem: string) {
  return validationError(`Invalid ${kind}Expression: ${problem}`);
}

function resolved(paths: readonly Path[], bound: Bindings): (string | number)[][] {
  return paths.map((path) => resolvePath(path, bound));
}

/** Whether the item, or nothing in its place, fulfils the condition. */
export function fulfils(item: Item | undefined, { condition: tree, bound }: BoundCondition): boolean {
  return holds(tree, item ?? {}, bound);
}
