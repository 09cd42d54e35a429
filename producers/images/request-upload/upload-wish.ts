/** What somebody who wants to upload a picture says of it. */

import type { ImageKind } from '../../../schemas/generated/event-data.ts';
import { imageKinds, MAX_CAPTION } from '../upload-metadata.ts';

export interface UploadWish {
  readonly kind: ImageKind;
  readonly caption?: string;
  readonly contentType?: string;
}

/** Metadata holds 2 KB in all: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
const MAX_ENCODED_CAPTION = 1_900;
const MEMBERS = ['kind', 'caption', 'contentType'];

/** The wish in a JSON text, or what is wrong with it. */
export function readWish(body: string | undefined): UploadWish | string {
  const given = parsed(body);
  if (given === undefined) return 'The body must be a JSON object such as {"kind":"artwork","caption":"Front"}.';
  const unknown = Object.keys(given).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) return `"${unknown.slice(0, 100)}" is not known: there are ${MEMBERS.join(', ')}.`;
  const { caption, contentType } = given;
  const kind = imageKinds.find((known) => known === given['kind']);
  if (kind === undefined) return `"kind" must be one of ${imageKinds.join(', ')}.`;
  if (caption !== undefined && !isCaption(caption))
    return `"caption" must be text of 1 to ${MAX_CAPTION} characters, and of at most ${MAX_ENCODED_CAPTION} when it is URL-encoded.`;
  if (contentType !== undefined && !isImageType(contentType)) return '"contentType" must be such as "image/jpeg".';
  return { kind, ...(caption !== undefined && { caption }), ...(contentType !== undefined && { contentType }) };
}

function parsed(body = ''): Readonly<Record<string, unknown>> | undefined {
  try {
    const given: unknown = JSON.parse(body);
    return typeof given === 'object' && !Array.isArray(given)
      ? ((given ?? undefined) as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function isCaption(value: unknown): value is string {
  if (typeof value !== 'string' || value.trim() === '' || !value.isWellFormed()) return false;
  return Array.from(value).length <= MAX_CAPTION && encodeURIComponent(value).length <= MAX_ENCODED_CAPTION;
}

function isImageType(value: unknown): value is string {
  return typeof value === 'string' && /^image\/[A-Za-z0-9.+-]{1,100}$/.test(value);
}
