/** The rules of a lifecycle configuration, read from its XML. */

import { malformedXml, notImplemented, s3Error } from '../s3-error.ts';
import type { Tag } from '../store/bucket-store.ts';
import { textIn, type XmlTree } from '../wire/xml-body.ts';

/** Which objects a rule is about: those that meet all of it. */
export interface LifecycleFilter {
  readonly prefix: string;
  readonly tags: readonly Tag[];
  readonly largerThan: number;
  readonly smallerThan: number;
}

/** An enabled rule. Days count from a version's last change, for a noncurrent one from the change that replaced it. */
export interface LifecycleRule {
  readonly filter: LifecycleFilter;
  readonly expireAfterDays?: number;
  readonly expireAtMs?: number;
  readonly expireLoneDeleteMarkers: boolean;
  readonly noncurrentAfterDays?: number;
  /** As many noncurrent versions stay whatever their age. */
  readonly noncurrentKept: number;
  readonly abortUploadsAfterDays?: number;
}

const ELEMENTS = [
  'ID',
  'Status',
  'Prefix',
  'Filter',
  'Expiration',
  'NoncurrentVersionExpiration',
  'AbortIncompleteMultipartUpload',
];

/** Throws MalformedXML or InvalidRequest, and NotImplemented for transitions to other storage classes. */
export function checkLifecycle({ Rule: rules }: XmlTree): void {
  if (!Array.isArray(rules) || rules.length === 0) throw malformedXml();
  for (const rule of rules as XmlTree[]) {
    if ('Transition' in rule || 'NoncurrentVersionTransition' in rule) throw notImplemented('Transition');
    if (Object.keys(rule).some((name) => !ELEMENTS.includes(name))) throw malformedXml();
    if (rule['Status'] !== 'Enabled' && rule['Status'] !== 'Disabled') throw malformedXml();
    if (!ELEMENTS.slice(4).some((action) => action in rule))
      throw s3Error('InvalidRequest', 400, 'At least one action needs to be specified in a rule');
    for (const days of allDays(rule))
      if (!Number.isInteger(days) || days <= 0)
        throw s3Error('InvalidArgument', 400, "'Days' for Expiration action must be a positive integer");
  }
}

/** The enabled rules of a configuration that has been checked. */
export function lifecycleRules({ Rule: rules }: XmlTree): LifecycleRule[] {
  return (rules as XmlTree[]).filter(({ Status }) => Status === 'Enabled').map(parseRule);
}

function parseRule(rule: XmlTree): LifecycleRule {
  const expiration = tree(rule['Expiration']);
  const noncurrent = tree(rule['NoncurrentVersionExpiration']);
  return {
    filter: parseFilter(rule),
    expireLoneDeleteMarkers: expiration['ExpiredObjectDeleteMarker'] === 'true',
    noncurrentKept: Number(noncurrent['NewerNoncurrentVersions'] ?? 0),
    ...number('expireAfterDays', expiration['Days']),
    ...number('expireAtMs', textIn(expiration, 'Date') && Date.parse(textIn(expiration, 'Date') ?? '')),
    ...number('noncurrentAfterDays', noncurrent['NoncurrentDays']),
    ...number('abortUploadsAfterDays', tree(rule['AbortIncompleteMultipartUpload'])['DaysAfterInitiation']),
  };
}

function parseFilter(rule: XmlTree): LifecycleFilter {
  const filter = tree(rule['Filter']);
  const and = { ...filter, ...tree(filter['And']) };
  return {
    prefix: textIn(and, 'Prefix') ?? textIn(rule, 'Prefix') ?? '',
    tags: [and['Tag'] ?? []].flat() as unknown as Tag[],
    largerThan: Number(and['ObjectSizeGreaterThan'] ?? -1),
    smallerThan: Number(and['ObjectSizeLessThan'] ?? Infinity),
  };
}

function allDays(rule: XmlTree): number[] {
  const { Expiration, NoncurrentVersionExpiration, AbortIncompleteMultipartUpload } = rule;
  const days = [
    tree(Expiration)['Days'],
    tree(NoncurrentVersionExpiration)['NoncurrentDays'],
    tree(AbortIncompleteMultipartUpload)['DaysAfterInitiation'],
  ];
  return days.filter((value) => value !== undefined).map(Number);
}

function tree(value: unknown): XmlTree {
  return typeof value === 'object' && value !== null ? (value as XmlTree) : {};
}

function number<Name extends string>(name: Name, value: unknown): { [name in Name]?: number } {
  return (value === undefined ? {} : { [name]: Number(value) }) as { [name in Name]?: number };
}
