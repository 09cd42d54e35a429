/** How a rule hands an event on to another bus: it keeps its id, time and account. Not an operation of the API. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import { addressOfBus } from '../arns.ts';
import { requireBus } from '../buses/bus-store.ts';
import { parseBusEvent } from './bus-event.ts';
import { ingestion } from './ingestion.ts';
import { putPermissions } from './put-permissions.ts';

interface ForwardEventInput {
  readonly EventBusArn: string;
  /** The event as text. */
  readonly Event: string;
  readonly TraceHeader?: string;
}

export function forwardEvent(context: Context, input: ForwardEventInput) {
  const bus = addressOfBus(context, input.EventBusArn);
  requireBus(context.tx, bus);
  const event = parseBusEvent(input.Event, input.TraceHeader);
  const { source: Source, 'detail-type': DetailType } = event.content;
  const refusal = putPermissions(context, 'true').refusal(bus, { Source, DetailType });
  if (refusal !== undefined) throw new AwsError(refusal.ErrorCode, refusal.ErrorMessage);
  const ingested = ingestion(context);
  ingested.accept(bus, event);
  ingested.finish();
  return {};
}
