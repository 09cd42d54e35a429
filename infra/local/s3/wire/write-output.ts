/** Puts the output of an operation on the wire. */

import type { WireResponse } from '../../kernel/wire.ts';
import { encodeMetadata } from './header-text.ts';
import { OUTPUT_HEADERS } from './members.ts';
import type { Route } from './routes.ts';
import { xmlDocument } from './xml-output.ts';

/** What an operation answers, by the API's names. */
export type Output = Readonly<Record<string, unknown>>;
type Scalar = string | number | boolean;

export function writeOutput(route: Route, output: Output): WireResponse {
  const headers = headersOf(route, output);
  const status = route.status ?? (output['ContentRange'] === undefined ? 200 : 206);
  if (route.root !== undefined) return { status, ...xmlBody(route, output, headers) };
  if (route.document !== undefined)
    return {
      status,
      headers: { ...headers, 'content-type': 'application/json' },
      body: String(output[route.document]),
    };
  return { status, headers, body: (output['Body'] as Uint8Array | undefined) ?? '' };
}

function xmlBody(
  { root = '', document, headers: inHeaders = [] }: Route,
  output: Output,
  headers: Record<string, string>,
) {
  const inDocument = Object.fromEntries(Object.entries(output).filter(([name]) => !inHeaders.includes(name)));
  const content = document === undefined ? inDocument : (output[document] ?? '');
  return { headers: { ...headers, 'content-type': 'application/xml' }, body: xmlDocument(root, content) };
}

function headersOf({ root, document, headers: inHeaders = [] }: Route, output: Output): Record<string, string> {
  const headers: Record<string, string> = {};
  const members = root === undefined && document === undefined ? Object.keys(OUTPUT_HEADERS) : inHeaders;
  for (const member of members) {
    const name = OUTPUT_HEADERS[member];
    const value = output[member] as Scalar | undefined;
    if (name !== undefined && value !== undefined)
      headers[name] = member === 'LastModified' ? new Date(Number(value)).toUTCString() : String(value);
  }
  if (root !== undefined || document !== undefined) return headers;
  for (const [name, value] of Object.entries((output['Metadata'] as Record<string, string> | undefined) ?? {}))
    headers[`x-amz-meta-${name}`] = encodeMetadata(value);
  return headers;
}
