/** An order's gallery as a client sees it. */

import type { LocalSystem } from '../local-system.ts';

export interface GalleryImage {
  readonly id: string;
  readonly uploadId: string;
  readonly state: 'uploaded' | 'rejected';
  readonly kind: string | null;
  readonly caption: string | null;
  readonly at: string;
  readonly pixels?: { readonly width: number; readonly height: number };
  readonly dominantColour?: string;
  readonly placeholder?: string;
  readonly urls?: Readonly<Record<'160' | '480' | '1200' | 'full', string>>;
  readonly expiresAt?: string;
  readonly reasons?: readonly { readonly code: string; readonly text: string }[];
}

export interface ImageUpload {
  readonly id: string;
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

export async function gallery({ get }: LocalSystem, order: string): Promise<readonly GalleryImage[]> {
  return (await get<{ readonly images: readonly GalleryImage[] }>(`/orders/${order}/images`)).images;
}

/** Without what is signed anew. */
export async function unsigned(system: LocalSystem, order: string): Promise<object[]> {
  return (await gallery(system, order)).map(({ urls, expiresAt, ...image }) => ({
    ...image,
    sizes: Object.keys(urls ?? {}),
    signed: expiresAt !== undefined,
  }));
}

export async function askForUpload({ http }: LocalSystem, order: string, wish: object): Promise<ImageUpload> {
  const response = await fetch(`${http}/orders/${order}/images`, { method: 'POST', body: JSON.stringify(wish) });
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
  return ((await response.json()) as { readonly imageUpload: ImageUpload }).imageUpload;
}

/** Sends the form as it was given, or with some fields changed; the status of the answer. */
export async function sendForm(
  { url, fields }: ImageUpload,
  content: Uint8Array<ArrayBuffer>,
  changed: Readonly<Record<string, string>> = {},
): Promise<number> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...changed })) form.append(name, value);
  form.append('file', new Blob([content]), 'picture');
  const response = await fetch(url, { method: 'POST', body: form });
  await response.arrayBuffer();
  return response.status;
}
