import { expect, test } from 'vitest';
import { lambdaService } from '../../../../infra/local/lambda/lambda-service.ts';
import { ROOT, testEngine } from '../test-engine.ts';

const FUNCTIONS = '/2015-03-31/functions';
const MAPPINGS = '/2015-03-31/event-source-mappings';

function send(url: string, body?: unknown) {
  const rig = testEngine([lambdaService()]);
  const [path = '', query = ''] = url.split('?');
  const request = {
    method: body === undefined ? 'GET' : 'POST',
    path,
    query: new URLSearchParams(query),
    headers: {},
    body: Buffer.from(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)),
  };
  return rig.engine.serve({ service: 'lambda', caller: ROOT, arrivedMs: 0, request });
}

test.each<[string, unknown, number, string]>([
  [FUNCTIONS, '{', 400, 'SerializationException'],
  [FUNCTIONS, '[]', 400, 'SerializationException'],
  [FUNCTIONS, {}, 400, 'ValidationException'],
  [FUNCTIONS, { FunctionName: 5 }, 400, 'SerializationException'],
  [FUNCTIONS, { FunctionName: 'fn', Code: { ZipFile: 5 } }, 400, 'SerializationException'],
  [`${FUNCTIONS}/fn/policy`, { Principal: {} }, 400, 'SerializationException'],
  [MAPPINGS, { FunctionName: 'fn', EventSourceArn: ['arn'] }, 400, 'SerializationException'],
  [MAPPINGS, { FunctionName: 'fn', EventSourceArn: null }, 400, 'InvalidParameterValueException'],
  [`${FUNCTIONS}?MaxItems=many`, undefined, 400, 'SerializationException'],
  [`${FUNCTIONS}?MaxItems=0`, undefined, 400, 'ValidationException'],
  [`${FUNCTIONS}?Marker=nonsense`, undefined, 400, 'InvalidParameterValueException'],
  [`${FUNCTIONS}/%E0%A4%A`, undefined, 404, 'UnknownOperationException'],
])('%s with %j is refused with %i %s', (url, body, status, code) => {
  expect(send(url, body)).toMatchObject({ status, headers: { 'x-amzn-errortype': code } });
});

test('a missing name is told as null', () => {
  expect(send(FUNCTIONS, {})).toMatchObject({
    body: expect.stringContaining("Value null at 'functionName' failed to satisfy constraint") as string,
  });
});
