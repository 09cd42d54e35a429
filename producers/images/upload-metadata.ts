/** Reads what the sender said of an upload: its kind and caption, which travel as the object's own metadata. */

import type { ImageKind } from '../../schemas/generated/event-data.ts';
import type { Refusal } from './inspect/refusal.ts';
import { metadataText } from './metadata-text.ts';

export interface Said {
  readonly kind?: ImageKind;
  readonly caption?: string;
}

export const imageKinds: readonly ImageKind[] = ['artwork', 'proof-of-delivery', 'damage'];
/** Characters. */
export const MAX_CAPTION = 500;

/** By name without `x-amz-meta-`, as S3's SDKs give it. */
export type UploadMetadata = Readonly<Record<string, string>>;

/** What was said, as far as it can be used, and why the rest cannot. */
export function readMetadata(metadata: UploadMetadata): { readonly said: Said; readonly refusals: readonly Refusal[] } {
  const kind = imageKinds.find((known) => known === metadata['kind']);
  const caption = metadataText(metadata['caption'] ?? '').trim();
  const length = Array.from(caption).length;
  const said = { ...(kind && { kind }), ...(length > 0 && length <= MAX_CAPTION && { caption }) };
  const refusals: Refusal[] = [];
  if (kind === undefined)
    refusals.push({ code: 'unknown-kind', text: `The kind of the picture must be one of ${imageKinds.join(', ')}.` });
  if (length > MAX_CAPTION)
    refusals.push({ code: 'caption-too-long', text: `The caption must have at most ${MAX_CAPTION} characters.` });
  return { said, refusals };
}
