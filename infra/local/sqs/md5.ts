/** The MD5 of a message body, by which clients check what arrived. */

import { hash } from 'node:crypto';

/** Lower-case hex digest of the text's UTF-8 bytes. */
export function md5(text: string): string {
  return hash('md5', text);
}
