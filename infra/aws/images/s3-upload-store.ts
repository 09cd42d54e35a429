/** The bucket that uploads arrive in, with its quarantine under a prefix of its own. */

import { CopyObjectCommand, DeleteObjectCommand, GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Refusal } from '../../../producers/images/inspect/refusal.ts';
import type { Upload, UploadStore } from '../../../producers/images/upload-store.ts';
import { objectPath } from './object-path.ts';
import { onObject } from './s3-call.ts';

const WHAT = 'The uploads bucket';
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
const MAX_METADATA_BYTES = 2_048;

export function s3UploadStore(client: S3Client, bucket: string): UploadStore {
  return {
    async read(ref, maxBytes) {
      const get = new GetObjectCommand({ Bucket: bucket, Key: ref.key, VersionId: ref.versionId });
      const found = await onObject(WHAT, async () => {
        const { Body, ContentLength: bytes = 0, ...object } = await client.send(get);
        const content = bytes <= maxBytes ? await Body?.transformToByteArray() : undefined;
        if (content === undefined) await Body?.transformToWebStream().cancel();
        return { ...object, bytes, content };
      });
      if (typeof found === 'string') return undefined;
      const { ETag: etag = '', LastModified: modified = new Date(0), Metadata: metadata = {}, bytes, content } = found;
      return { ref, etag, lastModified: modified.toISOString(), bytes, metadata, content };
    },

    async copyToQuarantine({ ref, etag, metadata }, key, reasons) {
      const copy = new CopyObjectCommand({
        Bucket: bucket,
        Key: key,
        CopySource: sourceOf(bucket, ref),
        CopySourceIfMatch: etag,
        MetadataDirective: 'REPLACE',
        Metadata: withReasons(metadata, reasons),
        // Whatever it is, nobody shall open it as what it was said to be.
        ContentType: 'application/octet-stream',
      });
      return typeof (await onObject(WHAT, () => client.send(copy))) !== 'string';
    },

    async remove({ ref, etag }) {
      const { key, versionId } = ref;
      await onObject(WHAT, () =>
        client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId, IfMatch: etag })),
      );
    },
  };
}

function sourceOf(bucket: string, { key, versionId }: Upload['ref']): string {
  return `${bucket}/${objectPath(key)}${versionId === undefined ? '' : `?versionId=${encodeURIComponent(versionId)}`}`;
}

/** The codes; the sentences are in the event. What the sender said is left out where there is no room for both. */
function withReasons(said: Upload['metadata'], refusals: readonly Refusal[]): Record<string, string> {
  const reasons = refusals.map(({ code }) => code).join(', ');
  const both = { ...said, reasons };
  return Buffer.byteLength(Object.entries(both).flat().join('')) <= MAX_METADATA_BYTES ? both : { reasons };
}
