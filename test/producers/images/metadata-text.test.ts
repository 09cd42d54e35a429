import { describe, expect, test } from 'vitest';
import { metadataText } from '../../../producers/images/metadata-text.ts';
import { readMetadata } from '../../../producers/images/upload-metadata.ts';

describe('a caption', () => {
  test.each([
    ['plain', 'plain'],
    ['100% cotton', '100% cotton'],
    ['Gr%C3%BC%C3%9Fe%20%F0%9F%98%80', 'Grüße 😀'],
    ['=?UTF-8?B?R3LDvMOfZQ==?=', 'Grüße'],
    ['=?UTF-8?Q?Gr=C3=BC=C3=9Fe_an_alle?=', 'Grüße an alle'],
    ['=?utf-8?q?Gr=C3=BC?= =?utf-8?q?=C3=9Fe?=', 'Grüße'],
    ['=?iso-8859-1?Q?Gr=FC=DFe?=', 'Grüße'],
    ['=?no-such-charset?Q?x?=', '=?no-such-charset?Q?x?='],
    ['=?utf-8?B?/w==?=', '=?utf-8?B?/w==?='],
  ])('%s reads %s', (value, text) => {
    expect(metadataText(value)).toBe(text);
  });

  test('of 500 characters is the longest; one of blanks is none', () => {
    const kind = 'damage';
    expect(readMetadata({ kind, caption: '😀'.repeat(500) }).refusals).toEqual([]);
    expect(readMetadata({ kind, caption: 'x'.repeat(501) }).refusals.map(({ code }) => code)).toEqual([
      'caption-too-long',
    ]);
    expect(readMetadata({ kind, caption: ' %20 ' })).toEqual({ said: { kind }, refusals: [] });
  });
});

test.each([undefined, '', 'Damage', '__proto__', 'selfie'])('the kind %s is refused', (kind) => {
  const { said, refusals } = readMetadata(kind === undefined ? {} : { kind });
  expect(said).toEqual({});
  expect(refusals.map(({ code }) => code)).toEqual(['unknown-kind']);
});
