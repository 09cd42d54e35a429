/** Opens a file named on the command line. */

import { createReadStream, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { failed } from './cli-error.ts';

/** A function that opens the file anew at each call. Throws `CliError` if there is no such file. */
export function inputFile(path: string): () => Readable {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw failed(`there is no file ${path}.`);
  if (found.isDirectory()) throw failed(`${path} is a directory: name a file.`);
  return () => createReadStream(path);
}
