/** Reads the XML documents that requests carry. */

import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { malformedXml } from '../s3-error.ts';

/** Elements by name: text, elements within, or a list for those in `LISTS`. */
export interface XmlTree {
  readonly [element: string]: XmlNode;
}
export type XmlNode = string | XmlTree | readonly XmlNode[];

/** Elements that may be repeated, and are a list even if there is one. */
const LISTS = new Set([
  'AllowedHeader',
  'AllowedMethod',
  'AllowedOrigin',
  'CloudFunctionConfiguration',
  'CORSRule',
  'Event',
  'ExposeHeader',
  'FilterRule',
  'NoncurrentVersionTransition',
  'Object',
  'Part',
  'QueueConfiguration',
  'Rule',
  'Tag',
  'TopicConfiguration',
  'Transition',
]);

/** The most S3 takes. */
const MAX_BYTES = 2 * 1024 * 1024;

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  htmlEntities: true,
  isArray: (name) => LISTS.has(name),
});

/** The content of a document's root element. Throws MalformedXML. */
export function parseXml(body: Uint8Array, root: string): XmlTree {
  const text = Buffer.from(body).toString('utf8');
  if (body.length > MAX_BYTES || XMLValidator.validate(text) !== true) throw malformedXml();
  const content = (parser.parse(text) as Record<string, unknown>)[root];
  if (content === undefined) throw malformedXml();
  return tidy(content) as XmlTree;
}

/** An empty element reads as a text; a list of elements as a list; white space between elements is dropped. */
function tidy(node: unknown): XmlNode {
  if (Array.isArray(node)) return node.map(tidy);
  if (typeof node !== 'object' || node === null) return String(node).trim() === '' ? {} : String(node);
  const tree: Record<string, XmlNode> = {};
  for (const [name, child] of Object.entries(node)) if (name !== '#text') tree[name] = tidyChild(child);
  return tree;
}

/** Text inside an element counts as it is, blanks included: keys may be blank. */
function tidyChild(child: unknown): XmlNode {
  return typeof child === 'string' ? child : tidy(child);
}

/** The elements of a list, which must be there. Throws MalformedXML. */
export function listIn(tree: XmlTree, element: string): XmlTree[] {
  const list = tree[element];
  if (!Array.isArray(list) || list.some((item) => typeof item !== 'object')) throw malformedXml();
  return list as XmlTree[];
}

/** The text of an element, if it is there. Throws MalformedXML for anything else. */
export function textIn(tree: XmlTree, element: string): string | undefined {
  const node = tree[element];
  if (node === undefined || typeof node === 'string') return node;
  throw malformedXml();
}
