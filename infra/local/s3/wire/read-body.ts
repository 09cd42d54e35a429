/** What the content of a request adds to an operation's input. */

import { CHECKSUM_ALGORITHMS, memberOf } from '../checksum/checksums.ts';
import { verifyContent, type ContentDigests } from '../checksum/verify-content.ts';
import { invalidRequest, malformedXml } from '../s3-error.ts';
import type { Tag } from '../store/bucket-store.ts';
import { listIn, parseXml, textIn, type XmlTree } from './xml-body.ts';

/** `digests` are those of the request's headers; documents are verified here, objects by the operations. */
export type BodyReader = (content: Uint8Array, digests: ContentDigests) => Record<string, unknown>;

export const BODY_READERS = {
  bytes: (content: Uint8Array) => ({ Body: content }),
  policy: verified((content) => ({ Policy: Buffer.from(content).toString('utf8') })),
  location: verified((content) => {
    if (content.length === 0) return {};
    const configuration = parseXml(content, 'CreateBucketConfiguration');
    return { CreateBucketConfiguration: { LocationConstraint: textIn(configuration, 'LocationConstraint') } };
  }),
  versioning: verified((content) => {
    const configuration = parseXml(content, 'VersioningConfiguration');
    const Status = textIn(configuration, 'Status');
    return { VersioningConfiguration: { Status, MFADelete: textIn(configuration, 'MfaDelete') } };
  }),
  tagging: verified((content) => ({ Tagging: { TagSet: readTags(parseXml(content, 'Tagging')) } })),
  completedParts: (content: Uint8Array) => ({
    MultipartUpload: { Parts: listIn(parseXml(content, 'CompleteMultipartUpload'), 'Part').map(readPart) },
  }),
  deleteList: (content: Uint8Array, digests: ContentDigests) => {
    if (!Object.entries(digests).some(([member, value]) => DIGESTS.has(member) && value !== undefined))
      throw invalidRequest('Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
    verifyContent(content, digests);
    return { Delete: readDeleteList(parseXml(content, 'Delete')) };
  },
  configuration: (root: string) => verified((content) => ({ Configuration: parseXml(content, root) })),
};

const DIGESTS = new Set<string>(['ContentMD5', ...CHECKSUM_ALGORITHMS.map(memberOf)]);

function verified(read: (content: Uint8Array) => Record<string, unknown>): BodyReader {
  return (content, digests) => {
    verifyContent(content, digests);
    return read(content);
  };
}

/** The tags of a Tagging document. Throws MalformedXML. */
export function readTags({ TagSet }: XmlTree): Tag[] {
  if (typeof TagSet !== 'object' || Array.isArray(TagSet)) throw malformedXml();
  const set = TagSet as XmlTree;
  return set['Tag'] === undefined
    ? []
    : listIn(set, 'Tag').map((tag) => ({ Key: needed(tag, 'Key'), Value: needed(tag, 'Value') }));
}

function readPart(part: XmlTree): Record<string, unknown> {
  const number = needed(part, 'PartNumber');
  if (!/^\d+$/.test(number)) throw malformedXml();
  const checksums = CHECKSUM_ALGORITHMS.map(memberOf).map((member) => [member, textIn(part, member)] as const);
  const given = checksums.filter(([, value]) => value !== undefined);
  return { PartNumber: Number(number), ETag: needed(part, 'ETag'), ...Object.fromEntries(given) };
}

function readDeleteList(tree: XmlTree): Record<string, unknown> {
  return {
    Quiet: textIn(tree, 'Quiet')?.toLowerCase() === 'true',
    Objects: listIn(tree, 'Object').map((object) => {
      const VersionId = textIn(object, 'VersionId');
      const ETag = textIn(object, 'ETag');
      return { Key: needed(object, 'Key'), ...(VersionId && { VersionId }), ...(ETag && { ETag }) };
    }),
  };
}

function needed(tree: XmlTree, element: string): string {
  const text = textIn(tree, element);
  if (text === undefined) throw malformedXml();
  return text;
}
