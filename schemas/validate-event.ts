/** The door of the log: says whether something is an event that a producer may publish, and if not, everything wrong with it. */

import type { ReleasedEvent } from './released-event.ts';
import { beyondSchema } from './beyond-schema.ts';
import { eventTypes } from './generated/event-types.ts';
import { dataValidators, validateEnvelope } from './generated/validators.js';
import { notPlainJson, tooLarge } from './plain-json.ts';
import { problemOf } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Validator } from './validator.ts';

export type Validation =
  | { readonly ok: true; readonly event: ReleasedEvent }
  | { readonly ok: false; readonly reason: InvalidReason; readonly problems: readonly Problem[] };

/** `unknown-version`: of a type that is known. */
export type InvalidReason = 'invalid' | 'too-large' | 'unknown-type' | 'unknown-version';

const maxProblems = 20;

/**
 * Takes parsed JSON of any origin. A valid event is returned as it is, not copied.
 * Of the problems at most 20 are named. Does not say who may publish what: see `maySay`.
 */
export function validateEvent(candidate: unknown): Validation {
  const flaw = notPlainJson(candidate);
  if (flaw !== undefined) return refused(flaw === tooLarge ? 'too-large' : 'invalid', [flaw]);
  const problems = violations(validateEnvelope, candidate, '');
  return isTyped(candidate) ? withData(candidate, problems) : refused('invalid', problems);
}

/** All that the choice of a data schema needs. */
interface Typed {
  readonly type: string;
  readonly dataschema?: unknown;
  readonly data?: unknown;
}

function isTyped(candidate: unknown): candidate is Typed {
  return (
    typeof candidate === 'object' && candidate !== null && 'type' in candidate && typeof candidate.type === 'string'
  );
}

function withData(candidate: Typed, problems: Problem[]): Validation {
  const { type, dataschema, data } = candidate;
  if (!isKnownType(type)) return refused('unknown-type', [...problems, unknownType]);
  if (typeof dataschema !== 'string' || !dataschema.startsWith(`/schemas/${type}/`))
    return refused('invalid', [...problems, { pointer: '/dataschema', message: `must be ${released(type)}` }]);
  const validateData = dataValidators.get(dataschema);
  if (validateData === undefined) return refused('unknown-version', [...problems, unknownVersion(type)]);
  const all = [...problems, ...violations(validateData, data, '/data')];
  if (all.length > 0) return refused('invalid', all);
  const event = candidate as ReleasedEvent;
  const contradictions = beyondSchema(event);
  return contradictions.length === 0 ? { ok: true, event } : refused('invalid', contradictions);
}

function violations(validator: Validator, value: unknown, base: string): Problem[] {
  return validator(value) ? [] : (validator.errors ?? []).slice(0, maxProblems).map((one) => problemOf(base, one));
}

function refused(reason: InvalidReason, problems: readonly Problem[]): Validation {
  return { ok: false, reason, problems: problems.slice(0, maxProblems) };
}

function isKnownType(type: string): type is keyof typeof eventTypes {
  return Object.hasOwn(eventTypes, type);
}

const unknownType: Problem = {
  pointer: '/type',
  message: `must be a known event type: ${Object.keys(eventTypes).join(', ')}`,
};

function unknownVersion(type: keyof typeof eventTypes): Problem {
  return { pointer: '/dataschema', message: `names a version that was never released: must be ${released(type)}` };
}

function released(type: keyof typeof eventTypes): string {
  return eventTypes[type].map((version) => `/schemas/${type}/${version}`).join(' or ');
}
