import { expect, test } from 'vitest';
import { fillTemplate } from '../../../../infra/local/eventbridge/delivery/input-template.ts';
import { evaluateJsonPath, parseJsonPath } from '../../../../infra/local/eventbridge/delivery/json-path.ts';

const EVENT = {
  version: '0',
  id: 'i',
  'detail-type': 'T',
  source: 's',
  account: 'a',
  time: 't',
  region: 'r',
  resources: ['one', 'two'],
  detail: { text: 'say "hi"', number: 1.5, flag: true, nothing: null, list: ['x', 1], object: { k: 'v' } },
};
const InputPathsMap = {
  text: '$.detail.text',
  number: '$.detail.number',
  flag: '$.detail.flag',
  nothing: '$.detail.nothing',
  list: '$.detail.list',
  object: '$.detail.object',
  missing: '$.detail.missing',
  first: '$.resources[0]',
  type: '$.detail-type',
};

function fill(InputTemplate: string): string {
  const source = { event: JSON.stringify(EVENT), ruleArn: 'arn:rule', ruleName: 'rule', ingestedMs: 1_767_225_600_000 };
  return fillTemplate({ InputPathsMap, InputTemplate }, source);
}

test.each([
  ['{"t": <text>, "n": <number>, "f": <flag>}', '{"t": "say \\"hi\\"", "n": 1.5, "f": true}'],
  ['{"l": <list>, "o": <object>, "z": <nothing>}', '{"l": ["x",1], "o": {"k":"v"}, "z": null}'],
  ['{"m": <missing>, "s": "<missing>"}', '{"m": "", "s": ""}'],
  ['"<type> of <first>: <text> <number> <flag>"', '"T of one: say \\"hi\\" 1.5 true"'],
  ['"<list> <object>"', '"[x,1] {k:v}"'],
  ['"an escaped \\" quote <first>"', '"an escaped \\" quote one"'],
  ['"<aws.events.rule-arn> <aws.events.rule-name>"', '"arn:rule rule"'],
  ['{"at": <aws.events.event.ingestion-time>}', '{"at": "2026-01-01T00:00:00Z"}'],
  ['{"e": <aws.events.event.json>}', `{"e": ${JSON.stringify(EVENT)}}`],
  [
    '{"e": <aws.events.event>}',
    '{"e": {"id":"i","account":"a","detailType":"T","time":"t","source":"s","region":"r","resources":["one","two"],"version":"0"}}',
  ],
  ['<object>', '{"k":"v"}'],
  ['"a < b > c"', '"a < b > c"'],
])('%s', (template, expected) => {
  expect(fill(template)).toBe(expected);
});

test.each([
  ['$', EVENT],
  ['$.detail.list[1]', 1],
  ['$.detail.list[*]', ['x', 1]],
  ['$.detail.object.*', ['v']],
  ['$.detail.text.length', undefined],
  ['$.detail.list.0', undefined],
  ['$.resources[7]', undefined],
])('path %s', (path, expected) => {
  expect(evaluateJsonPath(path, EVENT)).toEqual(expected);
});

test.each(['', 'detail', '$detail', '$..a', '$.a[', '$.a[?(@.b)]', "$['a']"])('%j is no path', (path) => {
  expect(parseJsonPath(path)).toBeUndefined();
});
