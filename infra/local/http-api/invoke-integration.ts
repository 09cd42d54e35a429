/** Runs the function behind a route, and turns what becomes of it into an HTTP response. */

import { AwsError } from '../kernel/aws-error.ts';
import type { Context } from '../kernel/context.ts';
import { Wait, type WireResponse } from '../kernel/wire.ts';
import type { IntegrationRecord } from './api-record.ts';
import { functionResponse, INTERNAL_SERVER_ERROR, SERVICE_UNAVAILABLE } from './function-response.ts';

export interface IntegrationCall {
  readonly account: string;
  readonly integration: IntegrationRecord;
  /** The `aws:SourceArn` of the call. */
  readonly sourceArn: string;
  readonly event: unknown;
}

interface InvokeOutput {
  readonly FunctionError?: string;
  /** Base64. */
  readonly Payload?: string;
}

/** A function that fails is a 500; one that is throttled, or not done in the integration's time, a 503. */
export function invokeIntegration(context: Context, call: IntegrationCall): WireResponse | Wait<WireResponse> {
  const { account, integration, sourceArn, event } = call;
  try {
    const output = context.call<InvokeOutput | Wait<InvokeOutput>>(
      'lambda',
      'Invoke',
      { FunctionName: integration.functionArn, Payload: Buffer.from(JSON.stringify(event)).toString('base64') },
      { type: 'service', account, principal: 'apigateway.amazonaws.com', sourceArn },
    );
    if (!(output instanceof Wait)) return respond(output);
    return within(context.arrivedMs + integration.timeoutMs, output.map(respond));
  } catch (error) {
    return refusal(error);
  }
}

function respond({ FunctionError: failed, Payload: payload = '' }: InvokeOutput): WireResponse {
  return failed === undefined
    ? functionResponse(Buffer.from(payload, 'base64').toString('utf8'))
    : INTERNAL_SERVER_ERROR;
}

function within(deadlineMs: number, wait: Wait<WireResponse>): Wait<WireResponse> {
  return new Wait(wait.topic, Math.min(wait.untilMs, deadlineMs), (context) => {
    const answer = attempt(() => wait.resume(context));
    if (!(answer instanceof Wait)) return answer;
    return context.now < deadlineMs ? within(deadlineMs, answer) : SERVICE_UNAVAILABLE;
  });
}

function attempt(work: () => WireResponse | Wait<WireResponse>): WireResponse | Wait<WireResponse> {
  try {
    return work();
  } catch (error) {
    return refusal(error);
  }
}

function refusal(error: unknown): WireResponse {
  if (!(error instanceof AwsError)) throw error;
  return error.code === 'TooManyRequestsException' ? SERVICE_UNAVAILABLE : INTERNAL_SERVER_ERROR;
}
