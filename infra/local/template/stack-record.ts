/** What the engine remembers of the stack it runs: the base of the next update, and of CloudFormation's answers. */

import type { Transaction } from '../kernel/store.ts';
import { key, within } from '../kernel/tuple-key.ts';
import type { Template } from './template.ts';

export interface StackRecord {
  readonly name: string;
  /** The stack's ARN. */
  readonly id: string;
  readonly description?: string | undefined;
  readonly status: 'CREATE_COMPLETE' | 'UPDATE_COMPLETE';
  readonly createdMs: number;
  readonly updatedMs?: number | undefined;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  readonly outputs: readonly StackOutput[];
  /** In the order they were applied. */
  readonly resources: readonly StackResource[];
}

export interface StackOutput {
  readonly name: string;
  readonly value: string;
  readonly description?: string | undefined;
  readonly exportName?: string | undefined;
}

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  /** What `Ref` gives. */
  readonly ref: string;
  /** Kept when the template no longer has it. */
  readonly retain: boolean;
  readonly updatedMs: number;
}

const STACK = 'stack';
const TEMPLATE = 'template';

export function stackOf(tx: Transaction, account: string, name: string): StackRecord | undefined {
  return tx.get<StackRecord>(key('cloudformation', account, STACK, name));
}

/** Every stack of the account, by name. */
export function allStacks(tx: Transaction, account: string): StackRecord[] {
  return [...tx.scan<StackRecord>(within('cloudformation', account, STACK))].map(([, stack]) => stack);
}

export function templateOf(tx: Transaction, account: string, name: string): Template | undefined {
  return tx.get<Template>(key('cloudformation', account, TEMPLATE, name));
}

export function keepStack(tx: Transaction, account: string, stack: StackRecord, template: Template): void {
  tx.put(key('cloudformation', account, STACK, stack.name), stack);
  tx.put(key('cloudformation', account, TEMPLATE, stack.name), template);
}
