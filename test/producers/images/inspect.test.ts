import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inspect } from '../../../producers/images/inspect/inspect.ts';
import { pngChunk, withSegment, zip } from './file-parts.ts';
import { made } from './made.ts';
import { avifOf, gifOf, jpegOf, photograph, pngOf, webpOf } from './photograph.ts';

const pixels = photograph(64, 48);
const [jpeg, png, webp, gif, avif] = await Promise.all(
  [jpegOf, pngOf, webpOf, gifOf, avifOf].map((write) => write(pixels)),
);
const files = { jpeg, png, webp, gif, avif };

test.each(Object.entries(files))(
  '%s is known by its content, and its size read without decoding',
  (format, content) => {
    const inspection = inspect(content ?? Buffer.alloc(0));
    expect(inspection).toMatchObject({ ok: true, structure: { format, width: 64, height: 48, frames: 1 } });
  },
);

test.each([
  ['padding', (one: Buffer) => Buffer.concat([one, Buffer.alloc(100)])],
  [
    'a second picture that the first announces',
    (one: Buffer) => {
      const announcing = withSegment(one, 0xe2, Buffer.from('MPF\0II*\0'));
      return Buffer.concat([announcing, Buffer.alloc(16), one]);
    },
  ],
  ["the notes of Samsung's phones", (one: Buffer) => Buffer.concat([one, samsungNotes()])],
])('a camera may append %s to a JPEG', async (_, appended) => {
  const content = appended(jpeg ?? Buffer.alloc(0));
  expect(inspect(content)).toMatchObject({ ok: true });
  expect(await made(content)).toMatchObject({ pixels: { width: 64, height: 48 } });
});

test('what only looks like that is refused', () => {
  const notes = samsungNotes();
  for (const forged of [zip(), Buffer.concat([zip(), notes]), Buffer.concat([Buffer.from('evil'), notes])])
    expect(inspect(Buffer.concat([jpeg ?? forged, forged]))).toMatchObject({ reasons: [{ code: 'polyglot' }] });
});

test('a JPEG with a mistake that every viewer overlooks is opened', async () => {
  const content = Buffer.from(jpeg ?? []);
  const scan = content.indexOf(Buffer.from([0xff, 0xda]));
  content.writeUInt8(0, scan + 12);
  expect(await made(content)).toMatchObject({ pixels: { width: 64, height: 48 } });
});

test('a profile of ordinary size is no bomb', () => {
  const [head, rest] = [png?.subarray(0, 33) ?? Buffer.alloc(0), png?.subarray(33) ?? Buffer.alloc(0)];
  const text = pngChunk('tEXt', Buffer.from('Author\0Ada', 'latin1'));
  expect(inspect(Buffer.concat([head, text, rest]))).toMatchObject({ ok: true });
});

test('nothing makes it throw, and what it refuses it refuses with a reason', () => {
  const begun = fc.constantFrom(...Object.values(files).filter((file) => file !== undefined));
  const changes = fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { maxLength: 20 });
  fc.assert(
    fc.property(begun, fc.nat(), changes, (file, length, bytes) => {
      const content = Buffer.from(file.subarray(0, 1 + (length % (2 * file.length))));
      for (const [at, value] of bytes) if (at < content.length) content[at] = value;
      const inspection = inspect(content);
      if (!inspection.ok) expect(inspection.reasons.length).toBeGreaterThan(0);
    }),
    { numRuns: 2000 },
  );
});

/** One block, `Image_UTC_Data`, and the directory that points to it. */
function samsungNotes(): Buffer {
  const block = Buffer.concat([Buffer.from([0, 0, 1, 10, 14, 0, 0, 0]), Buffer.from('Image_UTC_Data1706691600000')]);
  const directory = Buffer.alloc(24);
  directory.write('SEFH', 'latin1');
  directory.writeUInt32LE(107, 4);
  directory.writeUInt32LE(1, 8);
  directory.writeUInt16LE(0x0a01, 14);
  directory.writeUInt32LE(block.length, 16);
  directory.writeUInt32LE(block.length, 20);
  const end = Buffer.alloc(8);
  end.writeUInt32LE(directory.length);
  end.write('SEFT', 4, 'latin1');
  return Buffer.concat([block, directory, end]);
}
