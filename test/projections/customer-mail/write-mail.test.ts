import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { escaped } from '../../../projections/customer-mail/layout/html.ts';
import { mailsDue } from '../../../projections/customer-mail/mails-due.ts';
import { moneyText } from '../../../projections/customer-mail/texts/money-text.ts';
import { writeMail } from '../../../projections/customer-mail/write-mail.ts';
import {
  cancelled,
  created,
  delivered,
  moved,
  packed,
  paid,
  pictureRejected,
  sent,
  type Told,
} from '../../domain/story.ts';
import { ADA, createdByAda, entries } from './order-log.ts';

/** The mail about the last event of the story. */
function mailAbout(...story: readonly Told[]) {
  const [due] = mailsDue(entries('order-1', ...story), story.length);
  if (due === undefined) throw new Error('no mail is due');
  return writeMail(due);
}

describe('what a mail says', () => {
  test('an order: its lines, what they cost, the sum', () => {
    const { to, subject, text } = mailAbout(createdByAda);
    expect(to).toBe('ada@example.com');
    expect(subject).toBe('Thank you for your order (order-1)');
    expect(text).toContain('Hello Ada Example,');
    expect(text).toContain('31 January 2026');
    expect(text).toMatch(
      /1 × LAMP-BLUE +€30\.00\n {2}2 × Item bulb +€20\.00\n {2}Shipping +€5\.00\n.*\n {2}Total +€55\.00/,
    );
  });

  test('a payment: how much, and what is left', () => {
    const { text } = mailAbout(createdByAda, paid({ amountMinor: 1500 }));
    expect(text).toMatch(/Received +€15\.00/);
    expect(text).toMatch(/Left to pay +€40\.00/);
  });

  test('a payment in another currency is not compared with the order', () => {
    const { text } = mailAbout(createdByAda, paid({ amountMinor: 1500, currency: 'JPY' }));
    expect(text).toMatch(/Received +¥1,500/);
    expect(text).not.toContain('Left to pay');
  });

  test('a parcel: what it holds and where it goes, as far as that is known', () => {
    const known = mailAbout(createdByAda, packed({ lineIds: ['bulb'] }), moved(), sent()).text;
    expect(known).toContain('It holds:\n\n- 2 × Item bulb\n');
    expect(known).toContain('To: Ada, 1 Sample Street, Berlin, DE');
    expect(mailAbout(createdByAda, sent()).text).not.toContain('holds');
    expect(mailAbout(createdByAda, packed(), delivered()).text).toContain('- 1 × LAMP-BLUE\n');
  });

  test("a cancellation: what was paid, but not the shop's reason", () => {
    const { text } = mailAbout(createdByAda, paid(), cancelled({ reason: 'fraud-suspected' }));
    expect(text).toMatch(/Received from you +€55\.00/);
    expect(text).not.toContain('fraud');
  });

  test('a rejected picture: every reason', () => {
    const { text } = mailAbout(createdByAda, pictureRejected({ caption: 'My logo' }));
    expect(text).toContain('- The file is a PDF document.\n');
    expect(text).toContain('Kind: Damage\nCaption: My logo\n');
  });

  test('of very many lines the first', () => {
    const lines = Array.from({ length: 60 }, (_, at) => ({ id: `l${at}`, quantity: 1, unitMinor: 100 }));
    const { text } = mailAbout(created({ customer: ADA, lines }));
    expect(text).toContain('Item l49');
    expect(text).toContain('and 10 more');
    expect(text).not.toContain('Item l50');
  });
});

describe('no value gets out of its place', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
    fc.constantFrom(
      '</td></table><script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' onmouseover='x",
      '&lt;b&gt;',
      ']]><!--',
      'Ada\r\nBcc: eve@example.com',
      'Ada\n\nYou have won!',
      '\u2028Subject: x',
      '\u202Etxt.exe',
      '\uD800',
    ),
  );
  const stories = fc
    .tuple(hostile, hostile)
    .map(([name, words]) => [
      created({ customer: { ...ADA, name }, lines: [{ id: 'lamp', sku: words, quantity: 1, unitMinor: 1 }] }),
      packed({ parcelId: words, lineIds: ['lamp'] }),
      moved({ address: { name, lines: [words], postalCode: words, city: words, region: name, country: 'DE' } }),
      pictureRejected({ caption: words, reasons: [{ code: 'corrupt', text: name }] }),
      sent({ parcelId: words }),
    ]);

  test('the HTML keeps its structure', () => {
    const tags = (html: string): string => html.replaceAll(/>[^<]*/g, '>');
    const plain = (words: string): string => words.replaceAll(/[^]/gu, 'x');
    fc.assert(
      fc.property(stories, fc.constantFrom(1, 4, 5), (story, length) => {
        const { html } = mailAbout(...story.slice(0, length));
        const harmless = JSON.parse(JSON.stringify(story.slice(0, length)), (key, value: unknown) =>
          ['name', 'sku', 'caption', 'text', 'postalCode', 'city', 'region', 'parcelId'].includes(key)
            ? plain(String(value))
            : value,
        ) as Told[];
        expect(tags(html)).toBe(tags(mailAbout(...harmless).html));
        expect(XMLValidator.validate(html.replace('<!doctype html>', ''), { unpairedTags: ['meta', 'br'] })).toBe(true);
      }),
    );
  });

  test('the subject is one line without controls, and so is every line of the text', () => {
    fc.assert(
      fc.property(stories, fc.constantFrom(1, 4, 5), (story, length) => {
        const told = story.slice(0, length);
        const { subject, text } = mailAbout(...told);
        expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(text).not.toMatch(/^(Bcc|Subject):/m);
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });

  test('nothing is fetched from anywhere', () => {
    const { html } = mailAbout(createdByAda);
    expect(html).not.toMatch(/<(img|link|script|iframe)|url\(|https?:/i);
  });

  test('escaping is undone by reading', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = escaped(text).replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
        expect(read).toBe(text);
        expect(escaped(text)).not.toMatch(/[<>"']/);
      }),
    );
  });
});

describe('money', () => {
  test.each([
    [123450, 'EUR', '€1,234.50'],
    [0, 'USD', '$0.00'],
    [7, 'GBP', '£0.07'],
    [1235, 'JPY', '¥1,235'],
    [1235, 'KWD', 'KWD 1.235'],
    [5, 'CLF', 'CLF 0.0005'],
    [250000, 'HUF', 'HUF 2,500.00'],
    [1050, 'CHF', 'CHF 10.50'],
    [1050, 'ZZZ', 'ZZZ 10.50'],
    [9007199254740991, 'EUR', '€90,071,992,547,409.91'],
  ])('%i of %s is %s', (amountMinor, currency, text) => {
    expect(moneyText({ amountMinor, currency }).replaceAll('\u00a0', ' ')).toBe(text);
  });
});
