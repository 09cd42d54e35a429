/** What the intake decides of a file, without anything around it: for tests and measurements. */

import { judgeUpload, type Judgement } from '../../../producers/images/judge-upload.ts';

export function judgeFile(content: Buffer): Promise<Judgement> {
  const { length: bytes } = content;
  const candidate = { orderId: 'o', imageId: 'i', key: 'k', time: '2026-01-31T00:00:00Z', bytes, sha256: '' };
  return judgeUpload({ candidate, metadata: { kind: 'damage' }, content, maxBytes: 1e9 });
}

/** The same for a picture that must be taken. */
export async function takeFile(content: Buffer): Promise<void> {
  const { event } = await judgeFile(content);
  if (event.type !== 'ImageUploaded') throw new Error(JSON.stringify(event.data.reasons));
}
