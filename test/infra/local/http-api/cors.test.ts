import { expect, test } from 'vitest';
import { returned, testApi } from './test-api.ts';

const CORS = {
  AllowOrigins: ['https://shop.example', 'http://*'],
  AllowMethods: ['GET', 'POST'],
  AllowHeaders: ['content-type', 'if-none-match'],
  ExposeHeaders: ['etag'],
  MaxAge: 3600,
  AllowCredentials: true,
};

const api = (cors: object | undefined = CORS) =>
  testApi({
    invoke: () => returned({ statusCode: 200, headers: { 'access-control-allow-origin': 'the function' }, body: '' }),
    api: cors === undefined ? {} : { CorsConfiguration: cors },
  });

const preflight = (origin: string) => ({ headers: { origin, 'access-control-request-method': 'GET' } });

test('a preflight is answered by the API, route or none', () => {
  for (const path of ['/orders/1', '/nowhere']) {
    const { status, headers } = api().ask('OPTIONS', path, preflight('https://shop.example'));
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'content-type,if-none-match',
      'access-control-max-age': '3600',
      'access-control-allow-credentials': 'true',
    });
  }
});

test('an origin that is not allowed gets no headers', () => {
  const { status, headers } = api().ask('OPTIONS', '/orders/1', preflight('https://other.example'));
  expect(status).toBe(204);
  expect(Object.keys(headers)).toEqual(['apigw-requestid']);
});

test("the API's headers replace the function's", () => {
  const { headers } = api().ask('GET', '/orders/1', { headers: { origin: 'http://anyone' } });
  expect(headers).toMatchObject({
    'access-control-allow-origin': 'http://anyone',
    'access-control-expose-headers': 'etag',
  });
  expect(api().ask('GET', '/orders/1').headers).not.toHaveProperty('access-control-allow-origin');
});

test('errors carry the headers too, for a browser to read them', () => {
  const { status, headers } = api({ AllowOrigins: ['*'] }).ask('GET', '/nowhere', { headers: { origin: 'https://x' } });
  expect(status).toBe(404);
  expect(headers['access-control-allow-origin']).toBe('*');
});

test("without a configuration CORS is the function's own business", () => {
  const plain = testApi({
    invoke: () => returned({ statusCode: 200, headers: { 'access-control-allow-origin': 'f' } }),
  });
  expect(
    plain.ask('GET', '/orders/1', { headers: { origin: 'https://x' } }).headers['access-control-allow-origin'],
  ).toBe('f');
  expect(plain.ask('OPTIONS', '/orders/1', preflight('https://x')).status).toBe(404);
});
