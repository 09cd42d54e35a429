import fc from 'fast-check';
import { expect, test } from 'vitest';
import { selectRoute } from '../../../../infra/local/http-api/route-selection.ts';

const ROUTES = [
  '$default',
  'ANY /{proxy+}',
  'GET /pets/{proxy+}',
  'ANY /pets/{id}',
  'GET /pets/{id}',
  'GET /pets/dog',
  'GET /pets/{id}/toys/{toy}',
  'GET /',
].map((routeKey) => ({ routeKey }));

function chosen(method: string, path: string): string | undefined {
  return selectRoute(ROUTES, method, path)?.route.routeKey;
}

test.each([
  ['GET', '/pets/dog', 'GET /pets/dog'],
  ['GET', '/pets/cat', 'GET /pets/{id}'],
  ['PUT', '/pets/cat', 'ANY /pets/{id}'],
  ['PUT', '/pets/dog', 'ANY /pets/{id}'],
  ['GET', '/pets/cat/toys/ball', 'GET /pets/{id}/toys/{toy}'],
  ['GET', '/pets/cat/toys', 'GET /pets/{proxy+}'],
  ['POST', '/pets/cat/toys', 'ANY /{proxy+}'],
  ['GET', '/pets', 'ANY /{proxy+}'],
  ['GET', '/', 'GET /'],
  ['POST', '/', '$default'],
])('%s %s takes %s', (method, path, routeKey) => expect(chosen(method, path)).toBe(routeKey));

test('the order of the routes does not matter', () => {
  const paths = fc.constantFrom('/', '/pets', '/pets/dog', '/pets/cat', '/pets/cat/toys/ball', '/pets/a/b/c', '/x');
  fc.assert(
    fc.property(
      fc.shuffledSubarray(ROUTES, { minLength: ROUTES.length }),
      fc.constantFrom('GET', 'PUT'),
      paths,
      (routes, method, path) => {
        expect(selectRoute(routes, method, path)?.route.routeKey).toBe(chosen(method, path));
      },
    ),
  );
});

test('variables come decoded, and are never empty', () => {
  expect(selectRoute(ROUTES, 'GET', '/pets/a%20b%2Fc/toys/%zz')?.pathParameters).toEqual({ id: 'a b/c', toy: '%zz' });
  expect(selectRoute(ROUTES, 'GET', '/pets/a/b%20c')?.pathParameters).toEqual({ proxy: 'a/b c' });
  expect(selectRoute([{ routeKey: 'GET /pets/{id}' }], 'GET', '/pets/')).toBeUndefined();
  expect(selectRoute([{ routeKey: 'GET /pets/{id}' }], 'GET', '/pets/a/')).toBeUndefined();
});
