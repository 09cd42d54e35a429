/** A mail as a page of its own, in which nothing it brings along can do anything but be looked at. */

import type { WireResponse } from '../../kernel/wire.ts';
import type { Mail } from './mail.ts';

/** No scripts, forms or frames, and an origin of its own; pictures and styles as in a mail reader. */
const CONTENT_SECURITY_POLICY =
  "sandbox allow-popups; default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'; font-src data:";

/** The HTML part, or the text where there is none. */
export function mailPage({ html, text = '' }: Mail): WireResponse {
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
    body: html ?? `<!doctype html><meta charset="utf-8"><pre style="white-space: pre-wrap">${escaped(text)}</pre>`,
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
