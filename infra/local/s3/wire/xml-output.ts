/** Writes outputs as S3's XML documents. */

import { xml, type XmlValue } from '../../kernel/query-protocol.ts';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** The one element whose type stands in an attribute. */
const GRANTEE = '<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser">';

/** Lists whose elements stand without one around them, under another name. */
const FLAT: Readonly<Record<string, string>> = {
  DeleteMarkers: 'DeleteMarker',
  Errors: 'Error',
  Parts: 'Part',
  Uploads: 'Upload',
  Versions: 'Version',
};
/** Lists with an element around them. */
const WRAPPED: Readonly<Record<string, string>> = { Buckets: 'Bucket', TagSet: 'Tag' };
/** Members that are milliseconds here and ISO 8601 there. */
const TIMES = new Set(['CreationDate', 'Initiated', 'LastModified']);
/** Names that differ in the document. */
const RENAMED: Readonly<Record<string, string>> = { TotalPartsCount: 'PartsCount' };

/** A document; an output that is only a text becomes the root's. */
export function xmlDocument(root: string, output: unknown): string {
  const content = xml(root, elements(output)).replaceAll('<Grantee>', GRANTEE);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${content.replace(`<${root}`, `<${root} xmlns="${NAMESPACE}"`)}`;
}

function elements(value: unknown): XmlValue {
  if (Array.isArray(value)) return value.map(elements);
  if (typeof value !== 'object' || value === null) return value as XmlValue;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => element(name, child)));
}

function element(name: string, child: unknown): [string, XmlValue] {
  if (TIMES.has(name) && typeof child === 'number') return [name, new Date(child).toISOString()];
  const item = WRAPPED[name];
  if (item !== undefined) return [name, { [item]: elements(child) }];
  return [FLAT[name] ?? RENAMED[name] ?? name, elements(child)];
}
