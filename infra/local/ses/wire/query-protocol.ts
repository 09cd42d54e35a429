/** The two operations of version 1 of the API that send mail, in terms of version 2. */

import type { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import {
  invalidAction,
  isFields,
  parseQuery,
  queryRefusal,
  queryResponse,
  type QueryFields,
} from '../../kernel/query-protocol.ts';
import type { WireRequest, WireResponse } from '../../kernel/wire.ts';
import { sendEmail } from '../send/send-email.ts';
import { inSesTerms, unsupported } from '../ses-errors.ts';
import { checkedShapes } from './ses-shapes.ts';

const XML = { namespace: 'http://ses.amazonaws.com/doc/2010-12-01/' };

/** https://docs.aws.amazon.com/ses/latest/APIReference/API_SendEmail.html, and `API_SendRawEmail.html` */
export function serveQuery(context: Context, request: WireRequest): WireResponse {
  const { action, input } = parseQuery(request);
  const translate = Object.hasOwn(TRANSLATIONS, action) ? TRANSLATIONS[action] : undefined;
  if (translate === undefined) throw invalidAction(action);
  if (input['SourceArn'] ?? input['FromArn'] ?? input['ReturnPathArn']) throw unsupported('sending for others');
  const output = sendEmail(context, checkedShapes(withoutEmptyLists(translate(input))));
  return queryResponse(action, output, context.requestId, XML);
}

const TRANSLATIONS: Readonly<Record<string, (input: QueryFields) => Readonly<Record<string, unknown>>>> = {
  SendEmail: (input) => ({
    FromEmailAddress: input['Source'],
    Destination: isFields(input['Destination']) ? withoutEmptyLists(input['Destination']) : {},
    ReplyToAddresses: input['ReplyToAddresses'],
    FeedbackForwardingEmailAddress: input['ReturnPath'],
    Content: { Simple: input['Message'] ?? {} },
    ...common(input),
  }),
  SendRawEmail: (input) => ({
    FromEmailAddress: input['Source'],
    ...(input['Destinations'] ? { Destination: { ToAddresses: input['Destinations'] } } : {}),
    Content: { Raw: input['RawMessage'] ?? {} },
    ...common(input),
  }),
};

function common(input: QueryFields) {
  return { EmailTags: input['Tags'], ConfigurationSetName: input['ConfigurationSetName'] };
}

/** Clients write an empty list as the parameter without a value. */
function withoutEmptyLists(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

export function refuseQuery(error: AwsError, requestId: string): WireResponse {
  return queryRefusal(inSesTerms(error), requestId, XML);
}
