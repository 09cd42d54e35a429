/** Checks of single parameters, refused in the words of AWS's request validation. */

import { AwsError } from '../kernel/aws-error.ts';

export interface StringRule {
  readonly required?: boolean;
  readonly min?: number;
  readonly max?: number;
  /** A regular expression for the whole value, as the API reference gives it. */
  readonly pattern?: string;
  readonly oneOf?: readonly string[];
}

/** As API members carry them: `Name` is checked as `name`. */
export type Checks = Readonly<Record<string, StringRule>>;

export const NAME_PATTERN = '[\\.\\-_A-Za-z0-9]+';
export const BUS_NAME_PATTERN = '[/\\.\\-_A-Za-z0-9]+';
export const BUS_REFERENCE: StringRule = { min: 1, max: 1600 };

/** Checks string members of an input together; throws one `ValidationException` that names all that fail. */
export function checkStrings(input: object, checks: Checks, prefix = ''): void {
  const problems = Object.entries(checks).flatMap(([member, rule]) =>
    problemsOf((input as Record<string, unknown>)[member], prefix + lowerFirst(member), rule),
  );
  refuseIfAny(problems);
}

function problemsOf(value: unknown, at: string, rule: StringRule): string[] {
  if (value === undefined || value === null)
    return rule.required === true
      ? [`Value null at '${at}' failed to satisfy constraint: Member must not be null`]
      : [];
  if (typeof value !== 'string')
    throw new AwsError('SerializationException', `${typeof value} can not be converted to a String`);
  const reasons: string[] = [];
  if (rule.min !== undefined && value.length < rule.min)
    reasons.push(`Member must have length greater than or equal to ${rule.min}`);
  if (rule.max !== undefined && value.length > rule.max)
    reasons.push(`Member must have length less than or equal to ${rule.max}`);
  if (rule.pattern !== undefined && !new RegExp(`^(?:${rule.pattern})$`).test(value))
    reasons.push(`Member must satisfy regular expression pattern: ${rule.pattern}`);
  if (rule.oneOf !== undefined && !rule.oneOf.includes(value))
    reasons.push(`Member must satisfy enum value set: [${rule.oneOf.join(', ')}]`);
  return reasons.map((reason) => `Value '${value}' at '${at}' failed to satisfy constraint: ${reason}`);
}

/** Refuses what is no list of such items; a missing list is fine. */
export function checkList(value: unknown, member: string, items: 'string' | 'object'): void {
  if (value === undefined || value === null) return;
  if (!Array.isArray(value) || !value.every((item) => typeof item === items && item !== null && !Array.isArray(item)))
    throw new AwsError('SerializationException', `${member} is not a list of ${items}s.`);
}

/** Checks a whole number, if there is one. */
export function checkNumber(value: number | undefined, at: string, min: number, max: number): void {
  if (value === undefined) return;
  const bound =
    value < min ? `greater than or equal to ${min}` : value > max ? `less than or equal to ${max}` : undefined;
  if (bound !== undefined)
    refuseIfAny([`Value '${value}' at '${at}' failed to satisfy constraint: Member must have value ${bound}`]);
}

function refuseIfAny(problems: readonly string[]): void {
  if (problems.length === 0) return;
  const count = problems.length === 1 ? '1 validation error' : `${problems.length} validation errors`;
  throw invalid(`${count} detected: ${problems.join('; ')}`);
}

export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** What we would otherwise ignore in silence. */
export function refuseMembers(input: object, members: readonly string[]): void {
  for (const member of members) {
    if ((input as Record<string, unknown>)[member] !== undefined)
      throw invalid(`Parameter ${member} is not supported by the local engine.`);
  }
}

function lowerFirst(member: string): string {
  return member.charAt(0).toLowerCase() + member.slice(1);
}
