/** Invoke on the wire: its payload is the body itself, everything else stands in headers. */

import type { WireRequest, WireResponse } from '../kernel/wire.ts';
import type { InvokeInput, InvokeOutput } from './invoke/invoke.ts';

const HEADERS = {
  InvocationType: 'x-amz-invocation-type',
  LogType: 'x-amz-log-type',
  ClientContext: 'x-amz-client-context',
} as const;

export function invokeInput({ headers, body }: WireRequest, members: Record<string, unknown>): InvokeInput {
  const given: Record<string, string> = {};
  for (const [member, header] of Object.entries(HEADERS)) {
    const value = headers[header];
    if (value !== undefined) given[member] = value;
  }
  return { ...members, ...given, Payload: Buffer.from(body).toString('base64') };
}

export function invokeResponse(output: InvokeOutput): WireResponse {
  const { StatusCode, FunctionError, LogResult, Payload, ExecutedVersion, RequestId } = output;
  return {
    status: StatusCode,
    headers: {
      'x-amzn-requestid': RequestId,
      ...(Payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...(FunctionError === undefined ? {} : { 'x-amz-function-error': FunctionError }),
      ...(LogResult === undefined ? {} : { 'x-amz-log-result': LogResult }),
      ...(ExecutedVersion === undefined ? {} : { 'x-amz-executed-version': ExecutedVersion }),
    },
    body: Buffer.from(Payload ?? '', 'base64'),
  };
}
