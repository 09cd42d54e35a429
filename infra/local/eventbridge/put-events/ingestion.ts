/** What becomes of the events of one request: a delivery for each target of each matching rule, a copy in each archive. */

import type { Context } from '../../kernel/context.ts';
import { listAllArchives, putArchive, type Archive } from '../archives/archive-store.ts';
import { storeEvent } from '../archives/archived-events.ts';
import { ruleArn, type BusAddress } from '../arns.ts';
import { scheduleDeliveries, type Delivery } from '../delivery/delivery.ts';
import { eventLeaves } from '../pattern/event-leaves.ts';
import type { EventPattern } from '../pattern/event-pattern.ts';
import { matchesPattern } from '../pattern/match-pattern.ts';
import { cachedPattern } from '../pattern/pattern-cache.ts';
import { rulesOf, type Rule } from '../rules/rule-store.ts';
import type { BusEvent } from './bus-event.ts';

export interface Ingestion {
  accept(bus: BusAddress, event: BusEvent): void;
  /** Sends the deliveries off and writes what was counted; to be called at the end, and whenever order matters before. */
  finish(): void;
}

interface Route {
  readonly bus: BusAddress;
  readonly rules: readonly (readonly [EventPattern, Rule])[];
  readonly archives: readonly OpenArchive[];
  /** The paths any of their patterns looks at. */
  readonly paths: ReadonlySet<string>;
}

interface OpenArchive {
  readonly pattern: EventPattern | undefined;
  archive: Archive;
  changed: boolean;
}

/**
 * Reads a bus's rules and archives once, however many events of the request go there. With `ruleArns`, no rules but
 * these get the events.
 */
export function ingestion(context: Context, ruleArns?: ReadonlySet<string>): Ingestion {
  const routes = new Map<string, Route>();
  const deliveries: Delivery[] = [];

  function routeOf(bus: BusAddress): Route {
    const known = routes.get(bus.arn);
    if (known !== undefined) return known;
    const route = openRoute(context, bus, ruleArns);
    routes.set(bus.arn, route);
    return route;
  }

  return {
    accept(bus, event) {
      const route = routeOf(bus);
      const leaves = eventLeaves(event.content, route.paths);
      for (const [pattern, rule] of route.rules)
        if (matchesPattern(pattern, leaves)) deliveries.push(...deliveriesOf(context, bus, { rule, event }));
      if ('replay-name' in event.content) return;
      for (const open of route.archives)
        if (open.pattern === undefined || matchesPattern(open.pattern, leaves)) keep(context, bus, { open, event });
    },
    finish() {
      scheduleDeliveries(context, deliveries.splice(0));
      for (const { bus, archives } of routes.values()) for (const open of archives) save(context, bus, open);
    },
  };
}

function openRoute({ tx, region }: Context, bus: BusAddress, ruleArns: ReadonlySet<string> | undefined): Route {
  const rules = rulesOf(tx, bus)
    .filter((rule) => rule.state !== 'DISABLED')
    .filter(({ name }) => ruleArns === undefined || ruleArns.has(ruleArn(region, bus.account, bus.name, name)))
    .flatMap((rule) => (rule.pattern === undefined ? [] : [[cachedPattern(rule.pattern), rule] as const]));
  const archives = listAllArchives(tx, bus.account)
    .filter((archive) => archive.bus === bus.name)
    .map((archive) => ({ archive, pattern: patternOf(archive), changed: false }));
  const patterns = [...rules.map(([pattern]) => pattern), ...archives.map(({ pattern }) => pattern)];
  return { bus, rules, archives, paths: new Set(patterns.flatMap((pattern) => [...(pattern?.paths ?? [])])) };
}

function patternOf({ pattern }: Archive): EventPattern | undefined {
  return pattern === undefined ? undefined : cachedPattern(pattern);
}

/** Every target of a rule gets a delivery of its own. */
export function deliveriesOf(
  context: Context,
  bus: Pick<BusAddress, 'account' | 'name'>,
  { rule, event }: { readonly rule: Rule; readonly event: Pick<BusEvent, 'text' | 'traceHeader'> },
): Delivery[] {
  const arn = ruleArn(context.region, bus.account, bus.name, rule.name);
  return rule.targets.map((target) => ({
    target,
    account: bus.account,
    ruleArn: arn,
    ruleName: rule.name,
    event: event.text,
    ...(event.traceHeader !== undefined && { traceHeader: event.traceHeader }),
    ingestedMs: context.now,
    failures: 0,
  }));
}

function keep(
  context: Context,
  { account }: BusAddress,
  { open, event }: { readonly open: OpenArchive; readonly event: BusEvent },
): void {
  const { archive } = open;
  storeEvent(context, account, archive, { event: event.text, timeMs: event.timeMs });
  open.changed = true;
  open.archive = {
    ...archive,
    eventCount: archive.eventCount + 1,
    sizeBytes: archive.sizeBytes + Buffer.byteLength(event.text),
  };
}

function save({ tx }: Context, { account }: BusAddress, open: OpenArchive): void {
  if (open.changed) putArchive(tx, account, open.archive);
  open.changed = false;
}
