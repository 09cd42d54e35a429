/** A function's code as a caller uploads it, kept in the store by its digest. */

import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import type { Context } from '../../kernel/context.ts';
import { key } from '../../kernel/tuple-key.ts';
import { invalidParameter } from './function-errors.ts';
import type { FunctionVersion } from './function-record.ts';

export type StoredCode = Pick<FunctionVersion, 'code' | 'codeSha256' | 'codeSize'>;

const codeKey = (account: string, sha256: string): string => key('lambda', account, 'code', sha256);

/** Checks and keeps an archive. */
export function storeArchive(context: Context, account: string, archive: Uint8Array): StoredCode {
  try {
    unzipSync(archive, { filter: () => false });
  } catch {
    throw invalidParameter('Could not unzip uploaded file. Please check your file, then try to upload again.');
  }
  return keepArchive(context, account, archive);
}

export function keepArchive({ tx }: Context, account: string, archive: Uint8Array): StoredCode {
  const digest = createHash('sha256').update(archive).digest();
  const sha256 = digest.toString('hex');
  if (tx.get(codeKey(account, sha256)) === undefined) tx.put(codeKey(account, sha256), archive);
  return { code: { type: 'archive', sha256 }, codeSha256: digest.toString('base64'), codeSize: archive.length };
}

/** A directory of this machine; `name` changes with its content. */
export function directoryCode(path: string, name: string): StoredCode {
  const codeSha256 = createHash('sha256').update(name).digest('base64');
  return { code: { type: 'directory', path }, codeSha256, codeSize: 0 };
}

/** The bytes of an archive: the engine's own operation `ReadCode`, for whoever runs functions. */
export function readCode({ tx }: Context, { account, sha256 }: { account: string; sha256: string }): Uint8Array {
  const archive = tx.get<Uint8Array>(codeKey(account, sha256));
  if (archive === undefined) throw new Error(`No code with digest ${sha256}.`);
  return archive;
}
