/** The Lambda handler of a route: an HTTP API's event in, its response out. */

import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { isUnavailable } from '../../../domain/ports/port-error.ts';
import type { HttpAnswer, HttpQuestion } from '../../../http/http-answer.ts';
import { problem } from '../../../http/problem.ts';
import { handled } from './handled.ts';

export function httpHandler(answer: (question: HttpQuestion) => Promise<HttpAnswer>) {
  return async (event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2> => {
    const question: HttpQuestion = {
      path: event.pathParameters ?? {},
      query: event.queryStringParameters ?? {},
      headers: event.headers,
      body: bodyOf(event),
    };
    const { status, headers, body } = await handled(
      context,
      'answered',
      () => answer(question).catch(unansweredBecause),
      ({ status, err }) => ({
        route: event.routeKey,
        orderId: question.path['id'],
        status,
        ...(err !== undefined && { err }),
      }),
    );
    return { statusCode: status, headers: { ...headers }, ...(body !== undefined && { body: JSON.stringify(body) }) };
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
function bodyOf({ body, isBase64Encoded }: APIGatewayProxyEventV2): string | undefined {
  return isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body;
}

function unansweredBecause(err: unknown): HttpAnswer & { readonly err: unknown } {
  const answer = isUnavailable(err)
    ? problem(503, 'Not available right now', 'The data cannot be reached; ask again in a moment.')
    : problem(500, 'Internal error', 'This is a fault of ours; the log line with this request id tells more.');
  return { ...answer, err };
}
