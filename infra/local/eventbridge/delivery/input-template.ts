/** Input transformers: a template with values from the event in place of `<names>`. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */

import type { InputTransformer } from '../targets/target.ts';
import { invalid } from '../validation.ts';
import { evaluateJsonPath } from './json-path.ts';

/** What the predefined variables stand for. */
export interface TemplateSource {
  /** The event as text. */
  readonly event: string;
  readonly ruleArn: string;
  readonly ruleName: string;
  readonly ingestedMs: number;
}

const MOST_VARIABLES = 100;
const PLACEHOLDER = /<([A-Za-z0-9_.-]+)>/g;
const PREDEFINED = new Set([
  'aws.events.rule-arn',
  'aws.events.rule-name',
  'aws.events.event.ingestion-time',
  'aws.events.event',
  'aws.events.event.json',
]);

/** The template filled in. */
export function fillTemplate({ InputPathsMap = {}, InputTemplate }: InputTransformer, source: TemplateSource): string {
  const event: unknown = JSON.parse(source.event);
  return InputTemplate.replace(PLACEHOLDER, (_, name: string, offset: number) => {
    const inString = isInString(InputTemplate, offset);
    if (name === 'aws.events.event.json') return source.event;
    const path = Object.hasOwn(InputPathsMap, name) ? InputPathsMap[name] : undefined;
    const value = path === undefined ? predefined(name, source, event) : evaluateJsonPath(path, event);
    return inString ? insideString(value) : standingAlone(value);
  });
}

function predefined(name: string, source: TemplateSource, event: unknown): unknown {
  switch (name) {
    case 'aws.events.rule-arn':
      return source.ruleArn;
    case 'aws.events.rule-name':
      return source.ruleName;
    case 'aws.events.event.ingestion-time':
      return new Date(source.ingestedMs).toISOString();
    case 'aws.events.event':
      return { ...(event as object), detail: undefined };
    default:
      return undefined;
  }
}

/** Strings without their quotes, objects and arrays with none at all, nothing for what the event lacks. */
function insideString(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return JSON.stringify(value).slice(1, -1);
  const text = JSON.stringify(value);
  return typeof value === 'object' ? text.replaceAll('"', '') : text;
}

function standingAlone(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}

/** Whether the position lies between two quotes of the template. */
function isInString(template: string, position: number): boolean {
  let inside = false;
  for (let at = 0; at < position; at += 1) {
    if (template[at] === '\\') at += 1;
    else if (template[at] === '"') inside = !inside;
  }
  return inside;
}

/** Throws `ValidationException` for a template that can never be filled in. */
export function checkTemplate({ InputPathsMap = {}, InputTemplate }: InputTransformer, target: string): void {
  if (typeof InputTemplate !== 'string' || InputTemplate.length === 0 || InputTemplate.length > 8192)
    throw invalid(`Invalid InputTemplate for target ${target} : its length must be between 1 and 8192.`);
  const names = Object.keys(InputPathsMap);
  if (names.length > MOST_VARIABLES) throw invalid(`InputPathsMap of target ${target} has more than 100 entries.`);
  for (const name of names) {
    if (!/^[A-Za-z0-9_-]+$/.test(name) || name.startsWith('AWS'))
      throw invalid(`InputPathsMap of target ${target} has an invalid name: ${name}.`);
  }
  for (const [, name = ''] of InputTemplate.matchAll(PLACEHOLDER)) {
    if (!PREDEFINED.has(name) && !Object.hasOwn(InputPathsMap, name))
      throw invalid(`InputTemplate for target ${target} contains invalid placeholder ${name}.`);
  }
}
