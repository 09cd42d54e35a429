import { expect, test } from 'vitest';
import type { EventStore } from '../../../domain/ports/event-store.ts';
import { parseUploadKey } from '../../../producers/images/object-keys.ts';
import { requestUpload } from '../../../producers/images/request-upload/request-upload.ts';
import type { UploadTerms } from '../../../producers/images/request-upload/upload-form.ts';
import { readMetadata } from '../../../producers/images/upload-metadata.ts';

async function ask(order: string, body: unknown) {
  let terms: UploadTerms | undefined;
  const head = async (id: string) => (id === 'unknown' ? undefined : ({} as Awaited<ReturnType<EventStore['head']>>));
  const answer = await requestUpload({
    store: { head },
    makeForm: async (asked) => {
      terms = asked;
      return { url: 'https://uploads.example', fields: { key: asked.key } };
    },
    newId: () => 'id-1',
    now: () => Date.UTC(2026, 0, 1),
  })({ path: { id: order }, query: {}, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) });
  return { ...answer, terms };
}

test('a wish is answered with a form for one file, of at most 15 MB, within five minutes', async () => {
  const { status, body, terms } = await ask('order:1', {
    kind: 'damage',
    caption: 'Grüße 🎉',
    contentType: 'image/png',
  });
  expect(status).toBe(201);
  expect(body).toEqual({
    imageUpload: {
      id: 'id-1',
      url: 'https://uploads.example',
      fields: { key: 'uploads/order%3A1/id-1' },
      expiresAt: '2026-01-01T00:05:00.000Z',
      maxBytes: 15 << 20,
    },
  });
  expect(terms).toMatchObject({ contentType: 'image/png', maxBytes: 15 << 20, lastsSeconds: 300 });
});

test('what was said comes out at the intake as it went in', async () => {
  for (const caption of ['50 % off', 'Grüße 🎉', ' <b>"', '%41']) {
    const { terms } = await ask('..', { kind: 'artwork', caption });
    expect(parseUploadKey(terms?.key ?? '')).toEqual({ orderId: '..', uploadId: 'id-1' });
    expect(readMetadata(terms?.metadata ?? {})).toEqual({
      said: { kind: 'artwork', caption: caption.trim() },
      refusals: [],
    });
    expect(Object.values(terms?.metadata ?? {}).join('')).toMatch(/^[\x20-\x7e]+$/);
  }
});

test.each([
  ['no JSON', 'kind=artwork'],
  ['no body', ''],
  ['no object', '[]'],
  ['null', 'null'],
  ['no kind', {}],
  ['an unknown kind', { kind: 'selfie' }],
  ['an unknown member', { kind: 'artwork', captoin: 'x' }],
  ['a caption that is no text', { kind: 'artwork', caption: 1 }],
  ['an empty caption', { kind: 'artwork', caption: ' ' }],
  ['a caption of 501 characters', { kind: 'artwork', caption: 'x'.repeat(501) }],
  ['a caption that no metadata holds', { kind: 'artwork', caption: '語'.repeat(300) }],
  ['a type that is no picture', { kind: 'artwork', contentType: 'text/html' }],
  ['a type with a line break', { kind: 'artwork', contentType: 'image/png\nx' }],
])('%s is a bad request', async (_, body) => {
  const { status, headers, body: answered, terms } = await ask('order-1', body);
  expect({ status, type: headers['content-type'] }).toEqual({ status: 400, type: 'application/problem+json' });
  expect(answered).toMatchObject({ status: 400, detail: expect.stringMatching(/must be|not known/) as string });
  expect(terms).toBeUndefined();
});

test.each(['unknown', 'an order', '', 'x'.repeat(129)])('there is no form for the order %j', async (order) => {
  expect(await ask(order, { kind: 'artwork' })).toMatchObject({ status: 404, body: { title: 'Unknown order' } });
});
