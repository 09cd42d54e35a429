import { expect, test } from 'vitest';
import { AwsError } from '../../../../infra/local/kernel/aws-error.ts';
import {
  isQuery,
  parseQuery,
  queryRefusal,
  queryResponse,
  xml,
} from '../../../../infra/local/kernel/query-protocol.ts';

function form(body: string, query = '') {
  return {
    method: 'POST',
    path: '/',
    query: new URLSearchParams(query),
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: Buffer.from(body),
  };
}

test('parameters become a tree, flattened and wrapped lists alike', () => {
  const call = parseQuery(form('Action=Do&Version=1&A.2.Name=y&A.1.Name=x%20%26&B.member.1=b&C.D=c', 'E=e'));
  expect(call.action).toBe('Do');
  expect(JSON.parse(JSON.stringify(call.input))).toEqual({
    A: [{ Name: 'x &' }, { Name: 'y' }],
    B: ['b'],
    C: { D: 'c' },
    E: 'e',
  });
});

test('lists keep the order of their numbers', () => {
  expect(parseQuery(form('Action=Do&A.10=j&A.9=i&A.1=a')).input.A).toEqual(['a', 'i', 'j']);
});

test('hostile names neither pollute prototypes nor overflow the stack', () => {
  const { input } = parseQuery(form('Action=Do&__proto__.x=1&constructor.prototype.y=2'));
  expect(Object.keys(input)).toEqual(['__proto__', 'constructor']);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
  expect(() => parseQuery(form(`${'a.'.repeat(100_000)}b=1`))).toThrow(AwsError);
});

test('a JSON request is not a query', () => {
  expect(isQuery(form('Action=Do'))).toBe(true);
  expect(isQuery({ ...form(''), headers: { 'x-amz-target': 'AmazonSQS.ListQueues' } })).toBe(false);
});

test('XML nests objects, repeats arrays, leaves out what is undefined and escapes text', () => {
  expect(xml('R', { A: ['<&>"\r\n', 2], B: { member: [true] }, C: undefined, D: '' })).toBe(
    '<R><A>&lt;&amp;&gt;&quot;&#xD;\n</A><A>2</A><B><member>true</member></B><D></D></R>',
  );
});

test('answers and refusals carry the namespace and the request id', () => {
  const protocol = { namespace: 'urn:x' };
  expect(queryResponse('Do', { A: 1 }, 'id-1', protocol).body).toBe(
    '<?xml version="1.0"?><DoResponse xmlns="urn:x"><DoResult><A>1</A></DoResult>' +
      '<ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></DoResponse>',
  );
  const refusal = queryRefusal(new AwsError('Nope', 'No.', { queryCode: 'Old.Nope', status: 503 }), 'id-2', protocol);
  expect(refusal.status).toBe(503);
  expect(refusal.body).toContain('<Error><Type>Receiver</Type><Code>Old.Nope</Code><Message>No.</Message>');
});
