/** Whether a form is one its policy permits. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html */

import { accessDenied, s3Error } from '../s3-error.ts';
import type { FieldCondition, FormPolicy, LengthCondition } from './form-policy.ts';

export interface CheckedForm {
  /** Names in lower case, the bucket among them. */
  readonly fields: ReadonlyMap<string, string>;
  /** Bytes of the file. */
  readonly size: number;
}

/** Fields a policy need not mention. */
const UNMENTIONED = new Set(['policy', 'x-amz-signature', 'signature', 'awsaccesskeyid']);

/** Throws AccessDenied, EntityTooSmall or EntityTooLarge. */
export function checkPolicy({ expiresMs, conditions }: FormPolicy, form: CheckedForm, nowMs: number): void {
  if (nowMs > expiresMs) throw refused('Policy expired.');
  const lengths = conditions.filter((condition) => condition.type === 'content-length-range');
  const fields = conditions.filter((condition) => condition.type !== 'content-length-range');
  for (const condition of fields) if (!holds(condition, form)) throw refused(conditionFailed(condition));
  const mentioned = new Set(fields.map(({ field }) => field.toLowerCase()));
  const extra = [...form.fields.keys()].filter((name) => !mentioned.has(name) && !isUnmentioned(name));
  if (extra.length > 0) throw refused(`Extra input fields: ${extra.join(', ')}`);
  for (const length of lengths) checkLength(length, form.size);
}

/** A field that is not in the form meets no condition, not even one that any text would. */
function holds({ type, field, value }: FieldCondition, { fields }: CheckedForm): boolean {
  const given = fields.get(field.toLowerCase());
  if (given === undefined) return false;
  if (type === 'eq') return given === value;
  // Of a list of content types each must begin so.
  const texts = field.toLowerCase() === 'content-type' ? given.split(',') : [given];
  return texts.every((text) => text.startsWith(value));
}

function isUnmentioned(name: string): boolean {
  return UNMENTIONED.has(name) || name.startsWith('x-ignore-');
}

function conditionFailed({ type, field, value }: FieldCondition): string {
  return `Policy Condition failed: ["${type}", "$${field}", "${value}"]`;
}

function checkLength({ least, most }: LengthCondition, size: number): void {
  if (size < least)
    throw s3Error('EntityTooSmall', 400, 'Your proposed upload is smaller than the minimum allowed size', {
      ProposedSize: size,
      MinSizeAllowed: least,
    });
  if (size > most)
    throw s3Error('EntityTooLarge', 400, 'Your proposed upload exceeds the maximum allowed size', {
      ProposedSize: size,
      MaxSizeAllowed: most,
    });
}

function refused(reason: string) {
  return accessDenied(`Invalid according to Policy: ${reason}`);
}
