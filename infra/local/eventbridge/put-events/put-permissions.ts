/** Who may put which event on which bus: identity policies and the bus's own, per source and type. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html */

import { callerArn } from '../../kernel/caller-arn.ts';
import type { Context } from '../../kernel/context.ts';
import type { BusAddress } from '../arns.ts';
import { findBus } from '../buses/bus-store.ts';
import type { EntryError } from './entry.ts';

interface Subject {
  readonly Source?: string;
  readonly DetailType?: string;
}

export interface PutPermissions {
  /** Why the caller may not put such an event there; undefined if it may. */
  refusal(bus: BusAddress, subject: Subject): EntryError | undefined;
}

/** Asks once per bus, source and type; `eventBusInvocation` tells whether a rule of another bus sends the event. */
export function putPermissions(context: Context, eventBusInvocation: 'true' | 'false'): PutPermissions {
  const answers = new Map<string, EntryError | undefined>();

  function decide(bus: BusAddress, { Source = '', DetailType = '' }: Subject): EntryError | undefined {
    const allowed = context.allows({
      action: 'events:PutEvents',
      resource: bus.arn,
      resourcePolicy: findBus(context.tx, bus)?.policy,
      conditions: {
        'events:source': Source,
        'events:detail-type': DetailType,
        'events:eventBusInvocation': eventBusInvocation,
      },
    });
    if (allowed) return undefined;
    return {
      ErrorCode: 'AccessDeniedException',
      ErrorMessage: `User: ${callerArn(context.caller)} is not authorized to perform: events:PutEvents on resource: ${bus.arn}`,
    };
  }

  return {
    refusal(bus, subject) {
      const question = JSON.stringify([bus.arn, subject.Source, subject.DetailType]);
      if (!answers.has(question)) answers.set(question, decide(bus, subject));
      return answers.get(question);
    },
  };
}
