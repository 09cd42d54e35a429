/** Rules that fire by the clock: one pending task for each that is enabled. */

import type { Context } from '../../kernel/context.ts';
import { uuid } from '../../kernel/engine.ts';
import { key } from '../../kernel/tuple-key.ts';
import { ruleArn } from '../arns.ts';
import { busEvent } from '../put-events/bus-event.ts';
import { scheduleDeliveries } from '../delivery/delivery.ts';
import { deliveriesOf } from '../put-events/ingestion.ts';
import { findRule, type Rule } from '../rules/rule-store.ts';
import { parseSchedule } from './schedule-expression.ts';

/** Scheduled rules live on the default bus only. */
const BUS = 'default';

interface Firing {
  readonly account: string;
  readonly rule: string;
  /** When it was due, in milliseconds. */
  readonly dueMs: number;
}

function timerKey(account: string, rule: string): string {
  return key('events', account, 'timer', rule);
}

/** Sets, keeps or clears a rule's timer as its schedule and state demand. */
export function adjustTimer(context: Context, account: string, rule: Rule, before: Rule | undefined): void {
  const wanted = rule.state === 'DISABLED' ? undefined : rule.schedule;
  const present = before?.state === 'DISABLED' ? undefined : before?.schedule;
  if (wanted === present) return;
  clearTimer(context, account, rule.name);
  if (wanted !== undefined) setTimer(context, account, { name: rule.name, schedule: wanted, afterMs: context.now });
}

export function clearTimer(context: Context, account: string, rule: string): void {
  const at = timerKey(account, rule);
  const task = context.tx.get<string>(at);
  if (task === undefined) return;
  context.cancel(task);
  context.tx.delete(at);
}

interface NextFiring {
  readonly name: string;
  readonly schedule: string;
  readonly afterMs: number;
}

function setTimer(context: Context, account: string, { name, schedule, afterMs }: NextFiring): void {
  const dueMs = parseSchedule(schedule).nextMs(afterMs);
  if (dueMs === undefined) return;
  const payload: Firing = { account, rule: name, dueMs };
  context.tx.put(timerKey(account, name), context.schedule({ service: 'events', task: 'fireRule', dueMs, payload }));
}

/** The task. Times that passed while nothing ran are made up for by a single event. */
export function fireRule(context: Context, { account, rule: name, dueMs }: Firing): void {
  const bus = { account, name: BUS };
  const rule = findRule(context.tx, bus, name);
  if (rule?.schedule === undefined) return;
  scheduleDeliveries(
    context,
    deliveriesOf(context, bus, { rule, event: scheduledEvent(context, account, { name, dueMs }) }),
  );
  const next = parseSchedule(rule.schedule).nextMs(dueMs) ?? Infinity;
  setTimer(context, account, { name, schedule: rule.schedule, afterMs: next > context.now ? dueMs : context.now });
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html */
function scheduledEvent(context: Context, account: string, { name, dueMs }: { name: string; dueMs: number }) {
  const entry = {
    Source: 'aws.events',
    DetailType: 'Scheduled Event',
    Detail: '{}',
    Resources: [ruleArn(context.region, account, BUS, name)],
    Time: dueMs / 1000,
  };
  return busEvent(entry, {}, { id: uuid(context.random), account, region: context.region, now: context.now });
}
