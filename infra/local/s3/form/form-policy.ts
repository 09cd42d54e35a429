/** The policy document of a form: read, with every flaw named. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html */

import { s3Error } from '../s3-error.ts';

export interface FormPolicy {
  readonly expiresMs: number;
  readonly conditions: readonly FormCondition[];
}

export type FormCondition = FieldCondition | LengthCondition;

export interface FieldCondition {
  readonly type: 'eq' | 'starts-with';
  /** As the policy writes it, without the dollar sign. */
  readonly field: string;
  readonly value: string;
}

export interface LengthCondition {
  readonly type: 'content-length-range';
  /** Bytes; both ends may be. */
  readonly least: number;
  readonly most: number;
}

/** Of a policy in base64. Throws InvalidPolicyDocument. */
export function parseFormPolicy(encoded: string): FormPolicy {
  const document = parseJson(Buffer.from(encoded, 'base64').toString('utf8'));
  const { expiration, conditions } = document;
  if (expiration === undefined) throw invalidPolicy('Policy missing expiration.');
  if (conditions === undefined) throw invalidPolicy('Policy missing conditions.');
  if (!Array.isArray(conditions)) throw invalidPolicy("Invalid 'conditions' value: must be a List.");
  return { expiresMs: instant(expiration), conditions: conditions.map(parseCondition) };
}

function parseJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === 'object' && document !== null && !Array.isArray(document))
      return document as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw invalidPolicy('Invalid JSON.');
}

function instant(expiration: unknown): number {
  const isTime = typeof expiration === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(expiration);
  const ms = isTime ? Date.parse(expiration) : NaN;
  if (Number.isNaN(ms)) throw invalidPolicy(`Invalid 'expiration' value: '${String(expiration)}'`);
  return ms;
}

function parseCondition(condition: unknown): FormCondition {
  if (Array.isArray(condition)) return parseList(condition);
  if (typeof condition !== 'object' || condition === null)
    throw invalidPolicy('Invalid Condition: must be a List or an Object.');
  const [property, ...more] = Object.entries(condition);
  if (property === undefined || more.length > 0)
    throw invalidPolicy('Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.');
  const [field, value] = property as [string, unknown];
  if (typeof value !== 'string') throw invalidPolicy('Invalid Simple-Condition: value must be a string.');
  return { type: 'eq', field, value };
}

function parseList(list: readonly unknown[]): FormCondition {
  const [operation, first, second] = list;
  const type = String(operation).toLowerCase();
  if (type !== 'eq' && type !== 'starts-with' && type !== 'content-length-range')
    throw invalidPolicy(`Invalid Condition: unknown operation '${String(operation)}'.`);
  if (list.length !== 3) throw invalidPolicy(`Invalid ${type}: wrong number of arguments.`);
  if (type === 'content-length-range') return { type, least: bytes(first), most: bytes(second) };
  if (typeof first !== 'string' || !first.startsWith('$') || typeof second !== 'string')
    throw invalidPolicy(`Invalid ${type}: a field such as "$key" and a string are expected.`);
  return { type, field: first.slice(1), value: second };
}

function bytes(value: unknown): number {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
  if (isNumber && Number.isInteger(Number(value)) && Number(value) >= 0) return Number(value);
  throw invalidPolicy('Invalid content-length-range: whole numbers that are not negative are expected.');
}

function invalidPolicy(reason: string) {
  return s3Error('InvalidPolicyDocument', 400, `Invalid Policy: ${reason}`);
}
