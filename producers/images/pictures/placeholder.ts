/** A picture so small that it travels within the event: pages show it, blurred, until a real one is there. */

import { fromRaw } from './thumbnails.ts';
import type { Raw } from './thumbnails.ts';

const MAX_LENGTH = 1024;

/** A WebP as a data: URI of at most 1,024 characters: as many pixels, up to 32 on a side, as fit. */
export async function placeholder(thumbnail: Raw): Promise<string> {
  for (let side = 32; ; side /= 2) {
    const content = await fromRaw(thumbnail)
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 30, alphaQuality: 30, effort: 6 })
      .toBuffer();
    const uri = `data:image/webp;base64,${content.toString('base64')}`;
    if (uri.length <= MAX_LENGTH || side === 1) return uri;
  }
}
