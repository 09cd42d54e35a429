/** What S3 demands of a notification configuration before it looks at its destinations. */

import { createHash } from 'node:crypto';
import { invalidArgument, malformedXml } from '../s3-error.ts';
import type { XmlTree } from '../wire/xml-body.ts';
import {
  CONFIGURATION_ELEMENTS,
  filterRules,
  notificationRules,
  type ConfigurationElement,
  type NotificationRule,
} from './notification-rules.ts';
import { eventsNamed } from './object-event.ts';

const ARNS = {
  topic: /^arn:aws[\w-]*:sns:([\w-]+):\d{12}:[\w-]{1,256}(\.fifo)?$/,
  queue: /^arn:aws[\w-]*:sqs:([\w-]+):\d{12}:[\w-]{1,80}(\.fifo)?$/,
  function: /^arn:aws[\w-]*:lambda:([\w-]+):\d{12}:function:[\w-]{1,140}(:[\w$-]+)?$/,
};
const MAX_FILTER_BYTES = 1024;

/** The configuration with an id for every rule. Throws MalformedXML or InvalidArgument. */
export function checkedNotification(configuration: XmlTree, region: string): XmlTree {
  const checked = Object.entries(configuration).map(([element, node]) => {
    if (element === 'EventBridgeConfiguration') return [element, {}] as const;
    const kind = CONFIGURATION_ELEMENTS.find((one) => one.element === element);
    if (kind === undefined || !Array.isArray(node)) throw malformedXml();
    return [element, (node as XmlTree[]).map((rule) => checkedRule(rule, kind, region))] as const;
  });
  const complete: XmlTree = Object.fromEntries(checked);
  const rules = notificationRules(complete);
  if (new Set(rules.map(({ id }) => id)).size < rules.length)
    throw invalidArgument('Same ID used for multiple configurations. IDs must be unique.', 'Id', '');
  rules.forEach((rule, at) => rules.slice(at + 1).forEach((other) => refuseOverlap(rule, other)));
  return complete;
}

function checkedRule(rule: XmlTree, { kind, target }: ConfigurationElement, region: string): XmlTree {
  const { Id, [target]: arn, Event: events, Filter, ...others } = rule;
  if (typeof arn !== 'string' || !isTexts(events) || Object.keys(others).length > 0) throw malformedXml();
  const [, arnRegion] = ARNS[kind].exec(arn) ?? [];
  if (arnRegion === undefined) throw invalidArgument('The ARN is not well formed', target, arn);
  if (arnRegion !== region)
    throw invalidArgument(
      'The notification destination service region is not valid for the bucket location constraint',
      target,
      arn,
    );
  const unknown = events.find((name) => eventsNamed(name).length === 0);
  if (unknown !== undefined)
    throw invalidArgument(`The event '${unknown}' is not supported for notifications`, 'Event', unknown);
  checkFilter(rule);
  const id = typeof Id === 'string' && Id !== '' ? Id : generatedId(rule);
  return { Id: id, [target]: arn, Event: events, ...(Filter !== undefined && { Filter }) };
}

function isTexts(node: unknown): node is readonly string[] {
  return Array.isArray(node) && node.every((item) => typeof item === 'string');
}

function checkFilter(rule: XmlTree): void {
  const rules = filterRules(rule);
  const names = rules.map(({ name }) => name);
  const odd = names.find((name) => name !== 'prefix' && name !== 'suffix');
  if (odd !== undefined) throw invalidArgument('filter rule name must be either prefix or suffix', 'FilterRule', odd);
  for (const name of ['prefix', 'suffix'])
    if (names.filter((one) => one === name).length > 1)
      throw invalidArgument(`Cannot specify more than one ${name} rule in a filter.`, 'FilterRule.Name', name);
  const long = rules.find(({ value }) => Buffer.byteLength(value) > MAX_FILTER_BYTES);
  if (long !== undefined)
    throw invalidArgument(
      'Size of filter rule value cannot exceed 1024 bytes in UTF-8 representation',
      'FilterRule.Value',
      long.value,
    );
}

/** The same for the same rule, so that a template applied again changes nothing. */
function generatedId(rule: XmlTree): string {
  const digest = createHash('sha256').update(JSON.stringify(rule)).digest('hex');
  return Buffer.from(digest.slice(0, 36)).toString('base64');
}

/** No event of any key may have two destinations. https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html */
function refuseOverlap(one: NotificationRule, other: NotificationRule): void {
  const event = one.events.find((name) => other.events.includes(name));
  const prefixes = one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix);
  const suffixes = one.suffix.endsWith(other.suffix) || other.suffix.endsWith(one.suffix);
  if (event === undefined || !prefixes || !suffixes) return;
  const filtered = [one, other].some(({ prefix, suffix }) => prefix + suffix !== '');
  const message = filtered
    ? 'Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.'
    : 'Configurations overlap. Configurations on the same bucket cannot share a common event type.';
  throw invalidArgument(message, 'Event', event);
}
