/** Where multipart uploads under way are kept, with the parts that have arrived. */

import type { Transaction } from '../../kernel/store.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import type { ChecksumAlgorithm } from '../checksum/checksums.ts';
import { s3Error } from '../s3-error.ts';
import type { Segment } from './content-store.ts';
import type { ObjectVersion } from './version-store.ts';

export interface UploadRecord extends Pick<ObjectVersion, 'headers' | 'metadata' | 'tags' | 'storageClass'> {
  readonly key: string;
  /** Sorts by the time the upload was begun. */
  readonly uploadId: string;
  readonly initiatedMs: number;
  readonly algorithm?: ChecksumAlgorithm;
  readonly checksumType?: 'FULL_OBJECT' | 'COMPOSITE';
}

export interface PartRecord {
  readonly number: number;
  readonly modifiedMs: number;
  /** Without quotes. */
  readonly etag: string;
  readonly segment: Segment;
  readonly algorithm: ChecksumAlgorithm;
  readonly checksum: string;
}

/** Throws NoSuchUpload. */
export function uploadWithId(tx: Transaction, bucket: string, objectKey: string, uploadId: string): UploadRecord {
  const upload = tx.get<UploadRecord>(key('s3', 'upload', bucket, objectKey, uploadId));
  if (upload !== undefined) return upload;
  const message =
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.';
  throw s3Error('NoSuchUpload', 404, message, { UploadId: uploadId });
}

export function putUpload(tx: Transaction, bucket: string, upload: UploadRecord): void {
  tx.put(key('s3', 'upload', bucket, upload.key, upload.uploadId), upload);
}

/** Forgets an upload and its parts, but not their content. */
export function removeUpload(tx: Transaction, bucket: string, upload: UploadRecord): void {
  tx.delete(key('s3', 'upload', bucket, upload.key, upload.uploadId));
  for (const [part] of tx.scan(within('s3', 'part', upload.uploadId))) tx.delete(part);
}

/** By key, then by time. */
export function uploadsIn(tx: Transaction, bucket: string): UploadRecord[] {
  return [...tx.scan<UploadRecord>(within('s3', 'upload', bucket))].map(([, upload]) => upload);
}

/** By number. */
export function partsOf(tx: Transaction, uploadId: string): PartRecord[] {
  return [...tx.scan<PartRecord>(within('s3', 'part', uploadId))].map(([, part]) => part);
}

export function findPart(tx: Transaction, uploadId: string, number: number): PartRecord | undefined {
  return tx.get<PartRecord>(key('s3', 'part', uploadId, number));
}

export function putPart(tx: Transaction, uploadId: string, part: PartRecord): void {
  tx.put(key('s3', 'part', uploadId, part.number), part);
}
