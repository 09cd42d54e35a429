/** Amazon SNS: topics that give each message to every subscription whose filter lets it pass. */

import type { Context } from '../kernel/context.ts';
import { invalidAction, parseQuery, queryRefusal, queryResponse } from '../kernel/query-protocol.ts';
import type { Service } from '../kernel/service.ts';
import type { WireRequest, WireResponse } from '../kernel/wire.ts';
import { deliver } from './delivery/deliver.ts';
import { subscriptionProvider } from './resources/subscription-resource.ts';
import { topicPolicyProvider } from './resources/topic-policy-resource.ts';
import { topicProvider } from './resources/topic-resource.ts';
import { inSnsTerms } from './sns-errors.ts';
import { SNS_OPERATIONS } from './sns-operations.ts';
import { fromQuery, SNS_XML_NAMESPACE, toXml } from './sns-query.ts';

const XML = { namespace: SNS_XML_NAMESPACE };

/** The service `sns`. */
export function snsService(): Service {
  return {
    name: 'sns',
    operations: SNS_OPERATIONS,
    serve: serveQuery,
    refuse: (error, requestId) => queryRefusal(inSnsTerms(error), requestId, XML),
    tasks: { deliver },
    resources: {
      'AWS::SNS::Subscription': subscriptionProvider,
      'AWS::SNS::Topic': topicProvider,
      'AWS::SNS::TopicPolicy': topicPolicyProvider,
    },
  };
}

function serveQuery(context: Context, request: WireRequest): WireResponse {
  const { action, input } = parseQuery(request);
  const operation = Object.hasOwn(SNS_OPERATIONS, action) ? SNS_OPERATIONS[action] : undefined;
  if (operation === undefined) throw invalidAction(action);
  const output = operation(context, fromQuery(input));
  return queryResponse(action, toXml(output), context.requestId, XML);
}
