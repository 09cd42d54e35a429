/** How each condition operator compares a value of the request with a value of the policy. */

import { BlockList, isIPv6 } from 'node:net';
import { policyPattern, type Pattern, type PatternOptions } from './policy-pattern.ts';

export interface Comparison {
  /** Whether the operator holds where its comparison does not. */
  readonly negated: boolean;
  readonly compare: (expected: string, variables: boolean) => Pattern;
}

/** The comparison behind an operator's base name, or undefined if there is no such operator. */
export function comparison(operator: string): Comparison | undefined {
  const opposite = OPPOSITES[operator];
  const compare = COMPARISONS[opposite ?? operator];
  return compare === undefined ? undefined : { negated: opposite !== undefined, compare };
}

type Compile = Comparison['compare'];

const ARN: Compile = (expected, variables) => policyPattern(expected, { wildcards: true, variables, arn: true });

const COMPARISONS: Readonly<Record<string, Compile>> = {
  StringEquals: text({ wildcards: false }),
  StringEqualsIgnoreCase: text({ wildcards: false, ignoreCase: true }),
  StringLike: text({ wildcards: true }),
  ArnEquals: ARN,
  ArnLike: ARN,
  Bool: text({ wildcards: false, ignoreCase: true }),
  BinaryEquals: text({ wildcards: false }),
  NumericEquals: ordered(Number, (actual, expected) => actual === expected),
  NumericLessThan: ordered(Number, (actual, expected) => actual < expected),
  NumericLessThanEquals: ordered(Number, (actual, expected) => actual <= expected),
  NumericGreaterThan: ordered(Number, (actual, expected) => actual > expected),
  NumericGreaterThanEquals: ordered(Number, (actual, expected) => actual >= expected),
  DateEquals: ordered(instant, (actual, expected) => actual === expected),
  DateLessThan: ordered(instant, (actual, expected) => actual < expected),
  DateLessThanEquals: ordered(instant, (actual, expected) => actual <= expected),
  DateGreaterThan: ordered(instant, (actual, expected) => actual > expected),
  DateGreaterThanEquals: ordered(instant, (actual, expected) => actual >= expected),
  IpAddress: addressRange,
};

const OPPOSITES: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
};

function text(options: Omit<PatternOptions, 'variables'>): Compile {
  return (expected, variables) => policyPattern(expected, { ...options, variables });
}

/** Values that cannot be read as the operator's type compare as NaN: never equal, never ordered. */
function ordered(read: (text: string) => number, holds: (actual: number, expected: number) => boolean): Compile {
  return (expected) => {
    const bound = read(expected);
    return (actual) => holds(read(actual), bound);
  };
}

/** Milliseconds of an ISO 8601 time or of epoch seconds. */
function instant(value: string): number {
  return /^\d+(\.\d+)?$/.test(value) && !/^\d{4}$/.test(value) ? Number(value) * 1000 : Date.parse(value);
}

function addressRange(expected: string): Pattern {
  const [address = '', bits] = expected.split('/');
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  const range = new BlockList();
  range.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  return (actual) => range.check(actual, isIPv6(actual) ? 'ipv6' : 'ipv4');
}
