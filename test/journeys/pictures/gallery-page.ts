/** A page that shows a gallery by its signed addresses, as a shop would. */

import type { GalleryImage } from './gallery.ts';

export function galleryPage(images: readonly GalleryImage[]): string {
  return `<!doctype html><meta charset="utf-8"><title>Gallery</title>
<style>
  body { font: 15px system-ui, sans-serif; margin: 32px; background: #f4f2ee; color: #222 }
  main { display: grid; grid-template-columns: repeat(auto-fill, minmax(280px, 1fr)); gap: 24px }
  figure { margin: 0; background: #fff; border-radius: 12px; overflow: hidden; box-shadow: 0 1px 4px #0002 }
  img { display: block; width: 100%; height: 220px; object-fit: contain; background-size: cover }
  figcaption { padding: 12px 16px; color: #666 } b { display: block; color: #222 }
</style>
<h1>${images.length} pictures</h1><main>${images.map(figure).join('')}</main>`;
}

function figure({ caption, kind, state, urls, placeholder, dominantColour, reasons = [] }: GalleryImage): string {
  const text = `<figcaption><b>${escaped(caption ?? 'No caption')}</b>${escaped(kind ?? '')}, ${state}</figcaption>`;
  if (urls === undefined)
    return `<figure>${text}<ul>${reasons.map((one) => `<li>${escaped(one.text)}`).join('')}</ul></figure>`;
  const style = `background-color:${dominantColour};background-image:url(${placeholder})`;
  return `<figure><img src="${escaped(urls['480'])}" style="${style}" onload="this.dataset.width = this.naturalWidth">${text}</figure>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
