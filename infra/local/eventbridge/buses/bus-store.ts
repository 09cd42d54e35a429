/** Event buses as they are kept. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { PolicyDocument } from '../../kernel/context.ts';
import type { Transaction } from '../../kernel/store.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import type { BusAddress } from '../arns.ts';
import type { Tags } from '../tags/tags.ts';

export interface Bus {
  readonly name: string;
  readonly description?: string;
  readonly policy?: PolicyDocument;
  readonly deadLetterArn?: string;
  readonly tags: Tags;
  /** Absent for a default bus nobody has changed. */
  readonly createdMs?: number;
  readonly modifiedMs?: number;
}

function busKey(account: string, name: string): string {
  return key('events', account, 'bus', name);
}

/** The bus, if it exists; `default` always does. */
export function findBus(tx: Transaction, { account, name }: Pick<BusAddress, 'account' | 'name'>): Bus | undefined {
  const stored = tx.getShared<Bus>(busKey(account, name));
  return stored ?? (name === 'default' ? { name, tags: {} } : undefined);
}

export function requireBus(tx: Transaction, address: BusAddress): Bus {
  const bus = findBus(tx, address);
  if (bus === undefined) throw new AwsError('ResourceNotFoundException', `Event bus ${address.name} does not exist.`);
  return bus;
}

export function putBus(tx: Transaction, account: string, bus: Bus): void {
  tx.put(busKey(account, bus.name), bus);
}

export function deleteBus(tx: Transaction, account: string, name: string): void {
  tx.delete(busKey(account, name));
}

/** All buses of an account by name, `default` among them. */
export function listBuses(tx: Transaction, account: string): Bus[] {
  const stored = [...tx.scan<Bus>(within('events', account, 'bus'))].map(([, bus]) => bus);
  if (stored.some((bus) => bus.name === 'default')) return stored;
  return [...stored, { name: 'default', tags: {} }].sort((left, right) => (left.name < right.name ? -1 : 1));
}
