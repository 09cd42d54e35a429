/** Names images and their events after what they are, so that whatever happens twice has the same name twice. */

import { createHash } from 'node:crypto';

/** The namespace of everything named here; made once, at random. */
const NAMESPACE = Buffer.from('5d0a7c1e4b0f4f0e9a3c2e8d7b6f1a94', 'hex');

/** The id of what was uploaded to a key: other bytes are another image. `digest` tells the bytes apart. */
export function imageIdOf(key: string, digest: string): string {
  return uuidV5(`image\n${key}\n${digest}`);
}

/** The id of the event that tells what became of an image: there is one for each. */
export function outcomeEventId(imageId: string): string {
  return uuidV5(`outcome\n${imageId}`);
}

/** The id of the event that hides an image. */
export function hiddenEventId(imageId: string): string {
  return uuidV5(`hidden\n${imageId}`);
}

/** https://www.rfc-editor.org/rfc/rfc9562#section-5.5 */
function uuidV5(name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
