/** The bucket that uploads arrive in, and its quarantine, as the intake sees them. */

import type { Refusal } from './inspect/refusal.ts';
import type { UploadMetadata } from './upload-metadata.ts';

/** The longest file that is taken: 15 MiB. */
export const MAX_UPLOAD_BYTES = 15 << 20;

/** Names one object, and in a bucket with versions one version of it. */
export interface UploadRef {
  readonly key: string;
  readonly versionId?: string;
}

/** An object as it was when it was read. */
export interface Upload {
  readonly ref: UploadRef;
  /** What it held, opaque: tells it from what may lie at the key later. */
  readonly etag: string;
  /** RFC 3339, UTC: when it was written. */
  readonly lastModified: string;
  readonly bytes: number;
  readonly metadata: UploadMetadata;
  /** Undefined if there were more bytes than asked for. */
  readonly content: Uint8Array | undefined;
}

/** Every method throws `Unavailable` when the bucket cannot be reached. */
export interface UploadStore {
  /** The object; undefined if there is none (any more). Reads no further than `maxBytes`. */
  read(ref: UploadRef, maxBytes: number): Promise<Upload | undefined>;
  /**
   * Copies the object, its metadata and the reasons to the key; again is harmless. False, and nothing done, if what was
   * read is not there any more.
   */
  copyToQuarantine(upload: Upload, key: string, reasons: readonly Refusal[]): Promise<boolean>;
  /** Deletes the object if it is still what was read; else does nothing. */
  remove(upload: Upload): Promise<void>;
}
