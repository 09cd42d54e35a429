import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { decodeMetadata, encodeMetadata } from '../../../../infra/local/s3/wire/header-text.ts';
import { s3Rig, type S3Rig } from './s3-rig.ts';

const Bucket = 'texts';
let rig: S3Rig;
beforeEach(() => {
  rig = s3Rig();
  rig.call('s3', 'CreateBucket', { Bucket });
});
const send = (headers: Record<string, string>, method = 'PUT', query = '') =>
  rig.send({ path: `/${Bucket}/k`, method, headers, query: new URLSearchParams(query) });

describe('metadata', () => {
  test.each([
    ['plain', 'plain', 'plain'],
    ['=?UTF-8?B?RsO8cnRo?=', 'Fürth', '=?UTF-8?B?RsO8cnRo?='],
    ['=?utf-8?q?F=C3=BCrth_1?=', 'Fürth 1', '=?UTF-8?B?RsO8cnRoIDE=?='],
    [Buffer.from('Fürth →').toString('latin1'), 'Fürth →', '=?UTF-8?B?RsO8cnRoIOKGkg==?='],
    ['F\xfcrth', 'Fürth', '=?UTF-8?B?RsO8cnRo?='],
  ])('%j is kept as %j', (sent, kept, returned) => {
    send({ 'x-amz-meta-a': sent });
    expect(rig.call('s3', 'HeadObject', { Bucket, Key: 'k' })).toMatchObject({ Metadata: { a: kept } });
    expect(send({}, 'HEAD').headers['x-amz-meta-a']).toBe(returned);
  });

  test('of any kind comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('=?'));
        const header = encodeMetadata(text);
        expect(header).toMatch(/^[\x20-\x7e]*$/);
        expect(decodeMetadata(header)).toBe(text);
      }),
    );
  });
});

test.each([
  ['a header of the answer', 'GET', 'response-content-disposition=attachment; filename="→.png"'],
  ['a broken line', 'GET', 'response-content-type=text/plain%0d%0ax: y'],
])('%s that no header can hold is refused', (_what, method, query) => {
  send({});
  const answer = send({}, method, query);
  expect(answer.status).toBe(400);
  expect(String(answer.body)).toContain('Header value cannot be represented using ISO-8859-1.');
});
