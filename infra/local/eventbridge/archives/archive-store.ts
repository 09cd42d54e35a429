/** Archives as they are kept, without their events. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Transaction } from '../../kernel/store.ts';
import { key, within } from '../../kernel/tuple-key.ts';

export interface Archive {
  readonly name: string;
  readonly bus: string;
  readonly description?: string;
  readonly pattern?: string;
  /** 0 keeps events for ever. */
  readonly retentionDays: number;
  readonly createdMs: number;
  readonly eventCount: number;
  readonly sizeBytes: number;
}

function archiveKey(account: string, name: string): string {
  return key('events', account, 'archive', name);
}

export function findArchive(tx: Transaction, account: string, name: string): Archive | undefined {
  return tx.get<Archive>(archiveKey(account, name));
}

export function requireArchive(tx: Transaction, account: string, name: string): Archive {
  const archive = findArchive(tx, account, name);
  if (archive === undefined) throw new AwsError('ResourceNotFoundException', `Archive ${name} does not exist.`);
  return archive;
}

export function putArchive(tx: Transaction, account: string, archive: Archive): void {
  tx.put(archiveKey(account, archive.name), archive);
}

/** The archives of an account, by name. */
export function listAllArchives(tx: Transaction, account: string): Archive[] {
  return [...tx.scan<Archive>(within('events', account, 'archive'))].map(([, archive]) => archive);
}

export function deleteArchiveRecord(tx: Transaction, account: string, name: string): void {
  tx.delete(archiveKey(account, name));
}
