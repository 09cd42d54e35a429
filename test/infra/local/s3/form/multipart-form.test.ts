import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseForm } from '../../../../../infra/local/s3/form/multipart-form.ts';

const TYPE = 'multipart/form-data; boundary=xyz';
const lines = (...text: string[]) => Buffer.from(text.join('\r\n'));
const code = (code: string) => expect.objectContaining({ code }) as Error;

test('a form is read as it was written, whatever is in it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.stringMatching(/^[a-z$][a-z-]{0,9}$/), fc.string()),
      fc.uint8Array({ maxLength: 300 }),
      async (fields, content) => {
        fc.pre(!('file' in fields));
        const form = new FormData();
        for (const [name, value] of Object.entries(fields)) form.append(name, value);
        form.append('file', new File([content], 'f'));
        const response = new Response(form);
        const type = response.headers.get('content-type') ?? '';
        const read = parseForm(new Uint8Array(await response.arrayBuffer()), type);
        // A form has line ends of two characters.
        const written = Object.entries(fields).map(([name, value]) => [name, value.replace(/\r\n?|\n/g, '\r\n')]);
        expect([...read.fields]).toEqual(written);
        expect(Buffer.compare(read.file.content, content)).toBe(0);
      },
    ),
  );
});

test('what stands behind the file does not count', () => {
  const part = (name: string, value: string) => ['--xyz', `Content-Disposition: form-data; name="${name}"`, '', value];
  const body = lines(...part('KEY', 'k'), ...part('file', 'text'), ...part('acl', 'public-read'), '--xyz--');
  const { fields, file } = parseForm(body, 'multipart/form-data; charset=utf-8; boundary="xyz"');
  expect([...fields]).toEqual([['key', 'k']]);
  expect(Buffer.from(file.content).toString()).toBe('text');
});

test('a file name may have quotes, and directories that are left out', () => {
  const named = (name: string) =>
    parseForm(
      lines('--xyz', `content-disposition: form-data; name=file; filename="${name}"`, 'x: y', '', '', '--xyz--'),
      TYPE,
    ).file.name;
  expect(named('a\\"b.png')).toBe('a"b.png');
  expect(named('a%22b.png')).toBe('a"b.png');
  expect(named('C:\\dir\\ü.png')).toBe('ü.png');
  expect(named('/tmp/name="x"')).toBe('name=');
});

describe('refused is', () => {
  test.each([
    ['nothing at all', ''],
    ['a part without end', '--xyz\r\nContent-Disposition: form-data; name="file"\r\n\r\ntext'],
    ['a part without head', '--xyz\r\ntext'],
    ['a part without name', '--xyz\r\nContent-Disposition: form-data\r\n\r\ntext\r\n--xyz--'],
    ['a boundary that goes on', '--xyz\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--xyzz'],
  ])('%s', (_what, body) => {
    expect(() => parseForm(Buffer.from(body), TYPE)).toThrow(code('MalformedPOSTRequest'));
  });

  test('a form without file', () => {
    const body = lines('--xyz', 'Content-Disposition: form-data; name="key"', '', 'k', '--xyz--');
    expect(() => parseForm(body, TYPE)).toThrow(code('InvalidArgument'));
  });

  test('one with too much before the file, or without boundary', () => {
    const field = ['--xyz', 'Content-Disposition: form-data; name="a"', '', 'x'.repeat(20_480)];
    const file = ['--xyz', 'Content-Disposition: form-data; name="file"', '', '', '--xyz--'];
    expect(() => parseForm(lines(...field, ...file), TYPE)).toThrow(code('MaxPostPreDataLengthExceeded'));
    expect(() => parseForm(lines(...file), 'multipart/form-data')).toThrow(code('MalformedPOSTRequest'));
  });
});
