/** The rules of a bucket's notification configuration, read from its XML. */

import { textIn, type XmlTree } from '../wire/xml-body.ts';
import { eventsNamed } from './object-event.ts';

export type DestinationKind = 'topic' | 'queue' | 'function';

/** Tells one destination of some events of some keys. */
export interface NotificationRule {
  readonly id: string;
  readonly kind: DestinationKind;
  readonly arn: string;
  /** With `s3:`; wildcards are spelt out. */
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}

export interface ConfigurationElement {
  readonly element: string;
  readonly kind: DestinationKind;
  /** The element within that holds the ARN. */
  readonly target: string;
}

export const CONFIGURATION_ELEMENTS: readonly ConfigurationElement[] = [
  { element: 'TopicConfiguration', kind: 'topic', target: 'Topic' },
  { element: 'QueueConfiguration', kind: 'queue', target: 'Queue' },
  { element: 'CloudFunctionConfiguration', kind: 'function', target: 'CloudFunction' },
];

/** Of a configuration that has been checked. */
export function notificationRules(configuration: XmlTree): NotificationRule[] {
  return CONFIGURATION_ELEMENTS.flatMap(({ element, kind, target }) =>
    ((configuration[element] ?? []) as readonly XmlTree[]).map((rule) => ({
      id: textIn(rule, 'Id') ?? '',
      kind,
      arn: textIn(rule, target) ?? '',
      events: (rule['Event'] as readonly string[]).flatMap(eventsNamed),
      prefix: filterValue(rule, 'prefix'),
      suffix: filterValue(rule, 'suffix'),
    })),
  );
}

export function matchesRule(rule: NotificationRule, event: string, key: string): boolean {
  return rule.events.includes(`s3:${event}`) && key.startsWith(rule.prefix) && key.endsWith(rule.suffix);
}

/** Whether the bucket's default bus is told of everything. */
export function tellsEventBridge(configuration: XmlTree): boolean {
  return 'EventBridgeConfiguration' in configuration;
}

export interface KeyFilter {
  /** `prefix` or `suffix`, in any case on the wire. */
  readonly name: string;
  readonly value: string;
}

/** The filter of a rule, empty if it has none. */
export function filterRules(rule: XmlTree): KeyFilter[] {
  const key = tree(tree(rule['Filter'])['S3Key']);
  return ((key['FilterRule'] ?? []) as readonly XmlTree[]).map((filter) => ({
    name: (textIn(filter, 'Name') ?? '').toLowerCase(),
    value: textIn(filter, 'Value') ?? '',
  }));
}

function filterValue(rule: XmlTree, name: string): string {
  return filterRules(rule).find((filter) => filter.name === name)?.value ?? '';
}

function tree(node: unknown): XmlTree {
  return typeof node === 'object' && node !== null ? (node as XmlTree) : {};
}
