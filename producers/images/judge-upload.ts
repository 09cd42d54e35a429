/** Decides what becomes of an upload, and makes its pictures if it is one. Touches nothing outside. */

import { inspect } from './inspect/inspect.ts';
import type { Refusal } from './inspect/refusal.ts';
import { imageRejected, imageUploaded } from './outcome-event.ts';
import type { Candidate, OutcomeEvent } from './outcome-event.ts';
import type { MadePicture } from './pictures/made-picture.ts';
import { makePictures } from './pictures/make-pictures.ts';
import { readMetadata } from './upload-metadata.ts';
import type { UploadMetadata } from './upload-metadata.ts';

export interface Judgement {
  readonly event: OutcomeEvent;
  /** None of a rejected upload. */
  readonly pictures: readonly MadePicture[];
}

/** `content` is undefined for a file of more than `maxBytes`. */
export interface Evidence {
  readonly candidate: Candidate;
  readonly metadata: UploadMetadata;
  readonly content: Uint8Array | undefined;
  readonly maxBytes: number;
}

export async function judgeUpload({ candidate, metadata, content, maxBytes }: Evidence): Promise<Judgement> {
  const { said, refusals } = readMetadata(metadata);
  const { sha256 } = candidate;
  if (content === undefined || sha256 === undefined) return rejected([...refusals, tooLarge(maxBytes)]);
  const inspection = inspect(content);
  if (!inspection.ok) return rejected([...refusals, ...inspection.reasons]);
  const { kind } = said;
  if (kind === undefined || refusals.length > 0) return rejected(refusals);
  const made = await makePictures(content, inspection.structure);
  if ('code' in made) return rejected([made]);
  const { format } = inspection.structure;
  const event = imageUploaded({ ...candidate, sha256 }, { ...said, kind }, { ...made, format });
  return { event, pictures: made.pictures };

  function rejected(reasons: readonly Refusal[]): Judgement {
    return { event: imageRejected(candidate, said, reasons), pictures: [] };
  }
}

function tooLarge(maxBytes: number): Refusal {
  return { code: 'too-large', text: `The file has more than ${Math.floor(maxBytes / (1 << 20))} MB.` };
}
