/** Why a file is refused as a picture: a code for programs and a sentence for whoever sent it. */

import type { RejectionCode } from '../../../schemas/generated/event-data.ts';

export interface Refusal {
  readonly code: RejectionCode;
  /** A plain sentence of at most 500 characters; it holds nothing of the file's contents. */
  readonly text: string;
}

export const empty: Refusal = { code: 'empty', text: 'The file is empty.' };

export const truncated: Refusal = { code: 'truncated', text: 'The file ends before the picture does.' };

export function corrupt(what: string): Refusal {
  return { code: 'corrupt', text: `The picture is damaged: ${what}.` };
}

export function polyglot(what: string): Refusal {
  return { code: 'polyglot', text: `The file is not only a picture: ${what}.` };
}

export function bomb(what: string): Refusal {
  return { code: 'bomb', text: `The file is small but would take too much to open: ${what}.` };
}
