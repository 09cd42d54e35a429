/** `orderlog image`: uploads a picture of an order and waits until it is in its gallery. */

import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { imageKinds } from '../../producers/images/upload-metadata.ts';
import { failed, misused } from './cli-error.ts';
import type { Command } from './command.ts';
import { findSystem } from './find-system.ts';
import { inputFile } from './open-input.ts';
import { parseArguments, SYSTEM_HELP, SYSTEM_OPTIONS } from './parse-arguments.ts';
import { queryApi, type QueryApi } from './query-api.ts';
import { unknownOrder } from './read-history.ts';
import type { Terminal } from './terminal.ts';

export const imageCommand: Command = {
  usage: 'image ORDER FILE [--kind KIND] [--caption TEXT] [--json]',
  help: `
Uploads a picture of an order, waits until it shows up in the order's gallery, and prints the addresses of its sizes; they
work for some minutes, for whoever has them. Exit code 1 with the reasons if the file is refused.

  --kind KIND     artwork (default), proof-of-delivery or damage
  --caption TEXT  a line about it, of up to 500 characters
${SYSTEM_HELP}

With --json: the image as in GET /orders/ORDER/images
`,
  async run(args, terminal) {
    const options = { kind: { type: 'string', default: 'artwork' }, caption: { type: 'string' } } as const;
    const { values, positionals } = parseArguments(args, { ...SYSTEM_OPTIONS, ...options }, ['ORDER', 'FILE']);
    const [order = '', file = ''] = positionals;
    const { kind, caption } = values;
    if (!imageKinds.some((known) => known === kind))
      throw misused(`--kind must be ${imageKinds.join(', ')}, not "${kind}".`);
    // Refuses what is no file.
    inputFile(file);
    const path = `/orders/${encodeURIComponent(order)}/images`;
    const api = await queryApi(findSystem(values, terminal));
    const answer = await api.post(path, { kind, ...(caption !== undefined && { caption }) });
    if (answer === undefined) throw unknownOrder(order);
    const { imageUpload } = answer as { readonly imageUpload: ImageUpload };
    await upload(file, imageUpload);
    const image = await inGallery({ api, path, uploadId: imageUpload.id, terminal });
    terminal.out(values.json ? `${JSON.stringify(image, null, 2)}\n` : describe(image));
    return image.state === 'uploaded' ? 0 : 1;
  },
};

interface ImageUpload {
  readonly id: string;
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly maxBytes: number;
}

/** What it shows of an image in the gallery. */
interface GalleryImage {
  readonly id: string;
  readonly uploadId: string;
  readonly state: 'uploaded' | 'rejected';
  readonly kind: string | null;
  readonly pixels?: { readonly width: number; readonly height: number };
  readonly urls?: Readonly<Record<string, string>>;
  readonly expiresAt?: string;
  readonly reasons?: readonly { readonly text: string }[];
}

async function upload(file: string, { url, fields, maxBytes }: ImageUpload): Promise<void> {
  const content = await openAsBlob(file);
  if (content.size === 0 || content.size > maxBytes)
    throw failed(`${file} has ${content.size} bytes: a picture has 1 to ${maxBytes.toLocaleString('en')}.`);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', content, basename(file));
  const response = await fetch(url, { method: 'POST', body: form }).catch((error: unknown) => {
    throw failed(`${new URL(url).origin} does not take the file. Try again.`, error);
  });
  const text = await response.text();
  if (!response.ok) throw failed(`the upload was refused with ${response.status}: ${text.slice(0, 500)}`);
}

const PATIENCE_MS = 120_000;
const POLL_MS = 500;

interface Awaited {
  readonly api: QueryApi;
  readonly path: string;
  readonly uploadId: string;
  readonly terminal: Terminal;
}

async function inGallery({ api, path, uploadId, terminal }: Awaited): Promise<GalleryImage> {
  const deadline = terminal.now() + PATIENCE_MS;
  for (;;) {
    const gallery = (await api.get(path)) as { readonly images: readonly GalleryImage[] } | undefined;
    const image = gallery?.images.find((one) => one.uploadId === uploadId);
    if (image !== undefined) return image;
    if (terminal.now() >= deadline || terminal.interrupted.aborted)
      throw failed('it was uploaded, but is not in the gallery yet: look there again in a moment.');
    await terminal.sleep(POLL_MS);
  }
}

function describe({ id, kind, pixels, urls = {}, expiresAt, reasons = [] }: GalleryImage): string {
  if (pixels === undefined) return `${id} was refused:\n${reasons.map(({ text }) => `  ${text}\n`).join('')}`;
  const lines = Object.entries(urls).map(([size, url]) => `  ${size.padEnd(4)}  ${url}\n`);
  return `${id}: ${kind}, ${pixels.width} × ${pixels.height}; until ${expiresAt}:\n${lines.join('')}`;
}
