/** CreateMultipartUpload. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */

import type { Context } from '../../kernel/context.ts';
import { openObject, type ObjectInput } from '../access.ts';
import type { ChecksumAlgorithm } from '../checksum/checksums.ts';
import { knownAlgorithm } from '../checksum/verify-content.ts';
import { objectSettings, type SettingsInput } from '../object/object-settings.ts';
import { wholeSecond } from '../object/store-object.ts';
import { invalidRequest } from '../s3-error.ts';
import { putUpload, type UploadRecord } from '../store/upload-store.ts';

export interface CreateMultipartUploadInput extends ObjectInput, SettingsInput {
  readonly ChecksumAlgorithm?: string;
  readonly ChecksumType?: string;
}

export function createMultipartUpload(context: Context, input: CreateMultipartUploadInput) {
  const bucket = openObject(context, input, 's3:PutObject');
  const settings = objectSettings(input.Key, input);
  const algorithm = knownAlgorithm(input.ChecksumAlgorithm);
  const checksumType = typeOfChecksum(algorithm, input.ChecksumType);
  const upload: UploadRecord = {
    key: input.Key,
    uploadId: uploadId(context),
    initiatedMs: wholeSecond(context.now),
    ...(algorithm !== undefined && { algorithm }),
    ...(checksumType !== undefined && { checksumType }),
    ...settings,
  };
  putUpload(context.tx, bucket.name, upload);
  return {
    Bucket: bucket.name,
    Key: input.Key,
    UploadId: upload.uploadId,
    ServerSideEncryption: 'AES256',
    ...(algorithm !== undefined && { ChecksumAlgorithm: algorithm, ChecksumType: checksumType }),
  };
}

/** Undefined without an algorithm; CRC-64 is always of the full object, a SHA never, the others as the client says. */
function typeOfChecksum(algorithm: ChecksumAlgorithm | undefined, asked: string | undefined) {
  if (algorithm === undefined) return undefined;
  const type = asked ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
  const possible = algorithm === 'CRC64NVME' ? ['FULL_OBJECT'] : algorithm.startsWith('SHA') ? ['COMPOSITE'] : TYPES;
  if (possible.includes(type)) return type as UploadRecord['checksumType'];
  throw invalidRequest(
    `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
  );
}

const TYPES = ['FULL_OBJECT', 'COMPOSITE'];

/** Sorts by time, as uploads of one key are listed. */
function uploadId(context: Context): string {
  const tail = Array.from({ length: 4 }, () =>
    Math.floor(context.random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  );
  return context.sequence().toString(16).padStart(14, '0') + tail.join('');
}
