import { expect, test } from 'vitest';
import type { WireRequest } from '../../../../infra/local/kernel/wire.ts';
import { chooseService } from '../../../../infra/local/shell/choose-service.ts';
import { credentialScope } from '../../../../infra/local/shell/credential-scope.ts';

function chosen({
  url = '/',
  headers = {},
  body = '',
}: {
  url?: string;
  headers?: Record<string, string>;
  body?: string;
}): string {
  const [path = '/', query = ''] = url.split('?');
  const request: WireRequest = {
    method: 'POST',
    path,
    query: new URLSearchParams(query),
    headers,
    body: Buffer.from(body),
  };
  return chooseService(request, credentialScope(request));
}

const signed = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});
const target = (name: string) => ({ 'x-amz-target': name });
const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

test.each<[string, Parameters<typeof chosen>[0], string]>([
  ['a target', { headers: target('AWSEvents.PutEvents') }, 'events'],
  [
    'a target though the scope is another',
    { headers: { ...signed('dynamodb'), ...target('DynamoDBStreams_20120810.GetRecords') } },
    'dynamodbstreams',
  ],
  [
    'an unknown target by its scope',
    { headers: { ...signed('logs'), ...target('Logs_20140328.CreateLogGroup') } },
    'logs',
  ],
  ['an unknown target without scope', { headers: target('Logs_20140328.CreateLogGroup') }, 'Logs_20140328'],
  ['a signed request', { headers: signed('lambda') }, 'lambda'],
  ['a presigned URL', { url: '/bucket/key?X-Amz-Credential=AKID%2F20260101%2Fus-east-1%2Fs3%2Faws4_request' }, 's3'],
  ['an older presigned URL', { url: '/20260101-is-a-key?AWSAccessKeyId=AKID&Signature=0&Expires=1' }, 's3'],
  ['a signed query', { headers: { ...signed('sqs'), ...form }, body: 'Action=SendMessage&Version=2012-11-05' }, 'sqs'],
  ['an unsigned query by its version', { headers: form, body: 'Action=GetCallerIdentity&Version=2011-06-15' }, 'sts'],
  ['an unsigned query in the URL', { url: '/?Action=DescribeStacks&Version=2010-05-15' }, 'cloudformation'],
  ['a query to a queue without version', { url: '/000000000000/q?Action=ReceiveMessage' }, 'sqs'],
  ['an unsigned query for topics', { headers: form, body: 'Action=Publish&Version=2010-03-31' }, 'sns'],
  ['a query of an unknown version', { headers: form, body: 'Action=Describe&Version=2009-04-15' }, 'Query 2009-04-15'],
  ["one of Lambda's paths", { url: '/2015-03-31/functions' }, 'lambda'],
  ['the mailbox', { url: '/_local/mail?to=a@example.com' }, 'mailbox'],
  ['a mail', { url: '/_local/mail/0000000000000001-x' }, 'mailbox'],
  ['a path of SES', { url: '/v2/email/outbound-emails' }, 'ses'],
  ['a path of API Gateway', { url: '/v2/apis' }, 'apigateway'],
  ['anything else', { url: '/bucket/2015-03-31/functions' }, 's3'],
])('%s is meant for %s', (_name, request, service) => expect(chosen(request)).toBe(service));

test.each([
  ['a header', {}, signed('sqs')],
  ['a presigned URL', { 'X-Amz-Credential': 'AKID/20260101/us-east-1/s3/aws4_request' }, {}],
  ['an older presigned URL', { AWSAccessKeyId: 'AKID', Signature: '0', Expires: '1' }, {}],
])('the access key stands in %s', (_where, query, headers) => {
  const request = { method: 'GET', path: '/', query: new URLSearchParams(query), headers, body: new Uint8Array() };
  expect(credentialScope(request)?.accessKeyId).toBe('AKID');
});
