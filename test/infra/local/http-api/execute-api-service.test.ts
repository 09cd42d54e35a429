import { expect, test } from 'vitest';
import { AwsError } from '../../../../infra/local/kernel/aws-error.ts';
import { Wait } from '../../../../infra/local/kernel/wire.ts';
import { returned, testApi, type ReceivedEvent } from './test-api.ts';

/** An API whose function keeps the event it was given. */
function recordingApi(options: Partial<Parameters<typeof testApi>[0]> = {}) {
  const seen: ReceivedEvent[] = [];
  const api = testApi({
    invoke(event, caller) {
      seen.push({ ...event, caller });
      return returned({ statusCode: 204 });
    },
    ...options,
  });
  return { ...api, seen };
}

test('the function gets an event of payload format 2.0', () => {
  const { ask, seen, ApiId } = recordingApi({ routes: ['POST /orders/{id}'] });
  ask('POST', '/orders/a%20b?x=1&x=2%20&y=%2B', {
    headers: { cookie: 'a=1; b=2', 'content-type': 'application/json; charset=utf-8', 'x-a': '1,2' },
    body: '{"ä":1}',
  });
  expect(seen[0]).toMatchObject({
    version: '2.0',
    routeKey: 'POST /orders/{id}',
    rawPath: '/orders/a b',
    rawQueryString: 'x=1&x=2%20&y=%2B',
    cookies: ['a=1', 'b=2'],
    headers: { 'x-a': '1,2', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-port': '4100', 'x-forwarded-proto': 'http' },
    queryStringParameters: { x: '1,2 ', y: '+' },
    pathParameters: { id: 'a b' },
    body: '{"ä":1}',
    isBase64Encoded: false,
    requestContext: {
      accountId: '000000000000',
      apiId: ApiId,
      domainName: '127.0.0.1',
      http: { method: 'POST', path: '/orders/a b', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      routeKey: 'POST /orders/{id}',
      stage: '$default',
      time: '01/Jan/2026:00:00:00 +0000',
      timeEpoch: Date.parse('2026-01-01T00:00:00Z'),
    },
  });
  expect(seen[0]).not.toHaveProperty('headers.cookie');
});

test('members without content are absent', () => {
  const { ask, seen } = recordingApi({ routes: ['$default'] });
  ask('GET', '/');
  for (const member of ['body', 'cookies', 'queryStringParameters', 'pathParameters', 'stageVariables'])
    expect(seen[0]).not.toHaveProperty(member);
  expect(seen[0]).toMatchObject({ rawQueryString: '', isBase64Encoded: false });
});

test.each([
  ['text/csv', false],
  ['application/xml', false],
  ['application/cloudevents+json', true],
  ['application/x-www-form-urlencoded', true],
  [undefined, true],
])('a body of type %s comes in Base64: %s', (type, encoded) => {
  const { ask, seen } = recordingApi({ routes: ['POST /'] });
  ask('POST', '/', { body: 'a=b', ...(type === undefined ? {} : { headers: { 'content-type': type } }) });
  expect(seen[0]).toMatchObject({ body: encoded ? 'YT1i' : 'a=b', isBase64Encoded: encoded });
});

test('the function is invoked by API Gateway on behalf of the route', () => {
  const { ask, seen, ApiId } = recordingApi();
  ask('GET', '/orders/1');
  expect(seen[0]?.['caller']).toEqual({
    type: 'service',
    account: '000000000000',
    principal: 'apigateway.amazonaws.com',
    sourceArn: `arn:aws:execute-api:us-east-1:000000000000:${ApiId}/$default/GET/orders/{id}`,
  });
});

test.each<[string, unknown, object]>([
  [
    'a whole response',
    {
      statusCode: 201,
      headers: { ETag: '"1"', 'Content-Type': 'text/html' },
      cookies: ['a=1', 'b=2; Secure'],
      body: '<p>',
    },
    {
      status: 201,
      headers: { etag: '"1"', 'content-type': 'text/html', 'set-cookie': 'a=1\nb=2; Secure' },
      body: '<p>',
    },
  ],
  [
    'a response without a type',
    { statusCode: 200, body: 'x' },
    { headers: { 'content-type': 'text/plain;charset=UTF-8' } },
  ],
  ['a body in Base64', { statusCode: 200, body: '/wA=', isBase64Encoded: true }, { body: Buffer.from([255, 0]) }],
  [
    'a plain object',
    { ok: true },
    { status: 200, headers: { 'content-type': 'application/json' }, body: '{"ok":true}' },
  ],
  ['a plain string', 'hello', { status: 200, headers: { 'content-type': 'application/json' }, body: 'hello' }],
  ['an impossible status', { statusCode: 99 }, { status: 500, body: '{"message":"Internal Server Error"}' }],
  ['a body that is no text', { statusCode: 200, body: { a: 1 } }, { status: 500 }],
])('%s is understood', (_name, result, response) => {
  expect(testApi({ invoke: () => returned(result) }).ask('GET', '/orders/1')).toMatchObject(response);
});

test('a function that fails is a 500, one that is throttled a 503', () => {
  const failing = testApi({ invoke: () => ({ FunctionError: 'Unhandled', Payload: 'e30=' }) });
  expect(failing.ask('GET', '/orders/1')).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
  const throttled = testApi({
    invoke() {
      throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', { status: 429 });
    },
  });
  expect(throttled.ask('GET', '/orders/1')).toMatchObject({ status: 503, body: '{"message":"Service Unavailable"}' });
});

test('a function not allowed to be invoked is a 500', () => {
  const api = testApi({
    invoke() {
      throw new AwsError('AccessDeniedException', 'No.', { status: 403 });
    },
  });
  expect(api.ask('GET', '/orders/1').status).toBe(500);
});

test('a function that takes longer than the integration waits is a 503', () => {
  const wait: Wait<unknown> = new Wait('lambda:1', Infinity, () => wait);
  const { rig, send, request } = testApi({ invoke: () => wait });
  const sent = request('GET', '/orders/1');
  const waiting = send(sent);
  if (!(waiting instanceof Wait)) throw new Error('does not wait');
  expect(waiting.untilMs).toBe(rig.now() + 30_000);
  const exchange = {
    service: 'execute-api',
    request: sent,
    caller: { type: 'root', account: '000000000000' },
    arrivedMs: rig.now(),
  } as const;
  expect(rig.engine.serve(exchange, waiting)).toBeInstanceOf(Wait);
  rig.advance(30_000);
  expect(rig.engine.serve(exchange, waiting)).toMatchObject({ status: 503, body: '{"message":"Service Unavailable"}' });
});

test('no route is a 404', () => {
  expect(recordingApi().ask('GET', '/nowhere')).toMatchObject({ status: 404, body: '{"message":"Not Found"}' });
});

test('a stage with a name is the first segment of the path', () => {
  const { ask, seen } = recordingApi({ stageName: 'live' });
  expect(ask('GET', '/orders/1').status).toBe(404);
  expect(ask('GET', '/live/orders/1').status).toBe(204);
  expect(seen[0]).toMatchObject({ rawPath: '/live/orders/1', requestContext: { stage: 'live' } });
});

test('a route with AWS_IAM wants a signature of someone who may call it', () => {
  const { ask, send, request, seen } = recordingApi({ route: { AuthorizationType: 'AWS_IAM' } });
  expect(ask('GET', '/orders/1')).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
  const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/execute-api/aws4_request' };
  expect(ask('GET', '/orders/1', { headers }).status).toBe(204);
  expect(seen[0]).toMatchObject({ requestContext: { authorizer: { iam: { accountId: '000000000000' } } } });
  const stranger = {
    type: 'role',
    account: '000000000000',
    roleArn: 'arn:aws:iam::000000000000:role/stranger',
    session: 's',
  } as const;
  expect(send(request('GET', '/orders/1', { headers }), stranger)).toMatchObject({ status: 403 });
});
