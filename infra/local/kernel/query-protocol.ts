/** The AWS Query protocol: the operation and its input as form parameters, the answer as XML. */

import { AwsError } from './aws-error.ts';
import type { Operation, Service } from './service.ts';
import { Wait, type WireRequest, type WireResponse } from './wire.ts';

export interface QueryProtocol {
  /** XML namespace of answers, such as `https://sts.amazonaws.com/doc/2011-06-15/`. */
  readonly namespace: string;
}

/** A parameter tree: `A.B=x` is `{A: {B: 'x'}}`; `A.1=x` and `A.member.1=x` are both `{A: ['x']}`. Leaves are strings. */
export type QueryValue = string | readonly QueryValue[] | QueryFields;
export interface QueryFields {
  readonly [name: string]: QueryValue;
}

export function isFields(value: QueryValue | undefined): value is QueryFields {
  return typeof value === 'object' && !Array.isArray(value);
}

export interface QueryCall {
  readonly action: string;
  /** Every parameter but `Action` and `Version`. */
  readonly input: QueryFields;
}

/**
 * What XML can be made of: objects are nested elements, arrays repeat their element (a wrapped list is therefore
 * `{member: […]}`), undefined is left out, everything else is text.
 */
export type XmlValue =
  string | number | boolean | undefined | readonly XmlValue[] | { readonly [element: string]: XmlValue };

/**
 * `serve` and `refuse` of a service that speaks only Query. Operations get the parameter tree as input and answer with
 * the content of their `…Result` element. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function queryProtocol(
  operations: Readonly<Record<string, Operation>>,
  protocol: QueryProtocol,
): Pick<Service, 'serve' | 'refuse'> {
  return {
    serve(context, request) {
      const { action, input } = parseQuery(request);
      const operation = Object.hasOwn(operations, action) ? operations[action] : undefined;
      if (operation === undefined) throw invalidAction(action);
      const respond = (result: unknown): WireResponse =>
        queryResponse(action, result as XmlValue, context.requestId, protocol);
      const output = operation(context, input);
      return output instanceof Wait ? output.map(respond) : respond(output);
    },
    refuse: (error, requestId) => queryRefusal(error, requestId, protocol),
  };
}

/** Whether the request speaks Query rather than JSON or REST. */
export function isQuery(request: WireRequest): boolean {
  if (request.headers['x-amz-target'] !== undefined) return false;
  const form = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  return form || request.query.has('Action');
}

/** The call in a request's form body and URL query; an action of '' if it names none. */
export function parseQuery(request: WireRequest): QueryCall {
  const root: Tree = new Map();
  const body = new URLSearchParams(Buffer.from(request.body).toString('utf8'));
  for (const [name, value] of [...request.query, ...body]) plant(root, name.split('.'), value);
  const action = root.get('Action');
  root.delete('Action');
  root.delete('Version');
  return { action: typeof action === 'string' ? action : '', input: fields(root) };
}

export function queryResponse(
  action: string,
  result: XmlValue,
  requestId: string,
  { namespace }: QueryProtocol,
): WireResponse {
  const content = result === undefined ? '' : xml(`${action}Result`, result);
  const metadata = xml('ResponseMetadata', { RequestId: requestId });
  return xmlResponse(
    200,
    requestId,
    `<${action}Response xmlns="${namespace}">${content}${metadata}</${action}Response>`,
  );
}

export function queryRefusal(error: AwsError, requestId: string, { namespace }: QueryProtocol): WireResponse {
  const Type = error.status < 500 ? 'Sender' : 'Receiver';
  const content = xml('Error', { Type, Code: error.queryCode, Message: error.message, Detail: '' });
  const id = xml('RequestId', requestId);
  return xmlResponse(error.status, requestId, `<ErrorResponse xmlns="${namespace}">${content}${id}</ErrorResponse>`);
}

/** The refusal of an operation the service does not have. */
export function invalidAction(action: string): AwsError {
  return action === ''
    ? new AwsError('MissingAction', 'The request must contain the parameter Action.')
    : new AwsError('InvalidAction', `The action ${action} is not valid for this endpoint.`);
}

/** An element (or several, for an array) as text. */
export function xml(element: string, value: XmlValue): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return (value as readonly XmlValue[]).map((item) => xml(element, item)).join('');
  return `<${element}>${xmlContent(value)}</${element}>`;
}

function xmlContent(value: XmlValue): string {
  if (typeof value !== 'object') return escapeXml(String(value));
  return Object.entries(value)
    .map(([name, child]: [string, XmlValue]) => xml(name, child))
    .join('');
}

/** Text for an element or attribute; a carriage return would otherwise be read back as a newline. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

function xmlResponse(status: number, requestId: string, root: string): WireResponse {
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: `<?xml version="1.0"?>${root}`,
  };
}

type Tree = Map<string, Tree | string>;

/** Deeper than any AWS shape, shallow enough for the stack. */
const DEEPEST = 32;

function plant(root: Tree, path: readonly string[], value: string): void {
  if (path.length > DEEPEST) throw new AwsError('MalformedQueryString', 'A parameter name is nested too deeply.');
  let tree = root;
  for (const name of path.slice(0, -1)) {
    const child = tree.get(name);
    const next: Tree = child === undefined || typeof child === 'string' ? new Map<string, Tree | string>() : child;
    tree.set(name, next);
    tree = next;
  }
  tree.set(path.at(-1) ?? '', value);
}

function harvest(tree: Tree | string): QueryValue {
  if (typeof tree === 'string') return tree;
  const member = tree.get('member');
  if (tree.size === 1 && member instanceof Map) return harvest(member);
  const names = [...tree.keys()];
  if (names.every((name) => /^\d+$/.test(name)))
    return names.sort((one, other) => Number(one) - Number(other)).map((name) => harvest(tree.get(name) ?? ''));
  return fields(tree);
}

/** Without a prototype: parameter names come from outside. */
function fields(tree: Tree): QueryFields {
  const object = Object.create(null) as Record<string, QueryValue>;
  for (const [name, child] of tree) object[name] = harvest(child);
  return object;
}
