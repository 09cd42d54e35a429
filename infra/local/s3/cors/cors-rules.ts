/** The rules of a bucket's CORS configuration: checked, read, and matched with a browser's request. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html */

import { invalidRequest, malformedXml } from '../s3-error.ts';
import type { XmlTree } from '../wire/xml-body.ts';

export interface CorsRule {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  /** Of requests. */
  readonly headers: readonly string[];
  /** Of responses. */
  readonly exposed: readonly string[];
  readonly maxAgeSeconds: string | undefined;
}

const METHODS = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'];
const ELEMENTS = ['ID', 'AllowedOrigin', 'AllowedMethod', 'AllowedHeader', 'ExposeHeader', 'MaxAgeSeconds'];
const MOST_RULES = 100;

/** Throws MalformedXML or InvalidRequest. */
export function checkCors(configuration: XmlTree): void {
  const rules = configuration['CORSRule'];
  if (!Array.isArray(rules) || rules.length === 0 || rules.length > MOST_RULES) throw malformedXml();
  for (const rule of rules as XmlTree[]) {
    if (Object.keys(rule).some((name) => !ELEMENTS.includes(name))) throw malformedXml();
    const { origins, methods, headers, exposed, maxAgeSeconds = '0' } = parseRule(rule);
    if (origins.length === 0 || methods.length === 0 || !/^\d+$/.test(maxAgeSeconds)) throw malformedXml();
    const odd = methods.find((method) => !METHODS.includes(method));
    if (odd !== undefined)
      throw invalidRequest(`Found unsupported HTTP method in CORS config. Unsupported method is ${odd}`);
    refuseSecondWildcard('AllowedOrigin', origins);
    refuseSecondWildcard('AllowedHeader', headers);
    const wild = exposed.find((header) => header.includes('*'));
    if (wild !== undefined)
      throw invalidRequest(
        `ExposeHeader "${wild}" contains wildcard. We currently do not support wildcard for ExposeHeader.`,
      );
  }
}

function refuseSecondWildcard(element: string, patterns: readonly string[]): void {
  const wild = patterns.find((pattern) => pattern.split('*').length > 2);
  if (wild !== undefined) throw invalidRequest(`${element} "${wild}" can not have more than one wildcard.`);
}

/** Of a configuration that has been checked. */
export function corsRules(configuration: XmlTree): CorsRule[] {
  return ((configuration['CORSRule'] ?? []) as readonly XmlTree[]).map(parseRule);
}

function parseRule(rule: XmlTree): CorsRule {
  const list = (element: string): readonly string[] => (rule[element] ?? []) as readonly string[];
  return {
    origins: list('AllowedOrigin'),
    methods: list('AllowedMethod'),
    headers: list('AllowedHeader'),
    exposed: list('ExposeHeader'),
    maxAgeSeconds: rule['MaxAgeSeconds'] as string | undefined,
  };
}

export interface BrowserRequest {
  readonly origin: string;
  readonly method: string;
  /** Headers the browser asks leave for; none for a request that is not a preflight. */
  readonly headers: readonly string[];
}

/** The first rule that allows all of the request. */
export function ruleFor(rules: readonly CorsRule[], { origin, method, headers }: BrowserRequest): CorsRule | undefined {
  return rules.find(
    (rule) =>
      rule.methods.includes(method) &&
      rule.origins.some((pattern) => matches(pattern, origin)) &&
      headers.every((header) =>
        rule.headers.some((pattern) => matches(pattern.toLowerCase(), header.trim().toLowerCase())),
      ),
  );
}

function matches(pattern: string, text: string): boolean {
  const [start = '', end] = pattern.split('*');
  if (end === undefined) return pattern === text;
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}
