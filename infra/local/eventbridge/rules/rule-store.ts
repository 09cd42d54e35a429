/** Rules as they are kept, each with its targets. */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Transaction } from '../../kernel/store.ts';
import { key, within } from '../../kernel/tuple-key.ts';
import type { BusAddress } from '../arns.ts';
import type { Tags } from '../tags/tags.ts';
import type { Target } from '../targets/target.ts';

export interface Rule {
  readonly name: string;
  readonly bus: string;
  readonly state: RuleState;
  readonly pattern?: string;
  readonly schedule?: string;
  readonly description?: string;
  readonly roleArn?: string;
  readonly createdBy: string;
  readonly tags: Tags;
  readonly targets: readonly Target[];
}

export const RULE_STATES = ['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'] as const;
export type RuleState = (typeof RULE_STATES)[number];

type Bus = Pick<BusAddress, 'account' | 'name'>;

function ruleKey({ account, name }: Bus, rule: string): string {
  return key('events', account, 'rule', name, rule);
}

export function findRule(tx: Transaction, bus: Bus, name: string): Rule | undefined {
  return tx.get<Rule>(ruleKey(bus, name));
}

export function requireRule(tx: Transaction, bus: Bus, name: string): Rule {
  const rule = findRule(tx, bus, name);
  if (rule === undefined)
    throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus ${bus.name}.`);
  return rule;
}

export function putRuleRecord(tx: Transaction, bus: Bus, rule: Rule): void {
  tx.put(ruleKey(bus, rule.name), rule);
}

export function deleteRuleRecord(tx: Transaction, bus: Bus, name: string): void {
  tx.delete(ruleKey(bus, name));
}

/** The rules of a bus, by name. */
export function rulesOf(tx: Transaction, bus: Bus): Rule[] {
  return [...tx.scan<Rule>(within('events', bus.account, 'rule', bus.name))].map(([, rule]) => rule);
}

export function hasRules(tx: Transaction, bus: Bus): boolean {
  return rulesOf(tx, bus).length > 0;
}
