/** Input transformers: a template with values from the event in place of `<names>`. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */

import type { InputTransformer } from '../targets/target.ts';
import { evaluateJsonPath } from './json-path.ts';

/** What the predefined variables stand for. */
interface TemplateSource {
  /** The event as text. */
  readonly event: string;
  readonly ruleArn: string;
  readonly ruleName: string;
  readonly ingestedMs: number;
}

/** A variable in a template. */
export const PLACEHOLDER = /<([A-Za-z0-9_.-]+)>/g;
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
      return `${new Date(source.ingestedMs).toISOString().slice(0, 19)}Z`;
    case 'aws.events.event':
      return withoutDetail(event as Readonly<Record<string, unknown>>);
    default:
      return undefined;
  }
}

/** AWS spells one of the names differently here. */
function withoutDetail({
  id,
  account,
  time,
  source,
  region,
  resources,
  version,
  ...rest
}: Readonly<Record<string, unknown>>) {
  return { id, account, detailType: rest['detail-type'], time, source, region, resources, version };
}

/** Strings without their quotes, objects and arrays with none at all, nothing for what the event lacks. */
function insideString(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return JSON.stringify(value).slice(1, -1);
  const text = JSON.stringify(value);
  return typeof value === 'object' ? text.replaceAll('"', '') : text;
}

/** As JSON, which makes an empty string of what the event lacks. */
function standingAlone(value: unknown): string {
  return JSON.stringify(value ?? (value === null ? null : ''));
}

/** Whether the position lies between two quotes of the template. */
export function isInString(template: string, position: number): boolean {
  let inside = false;
  for (let at = 0; at < position; at += 1) {
    if (template[at] === '\\') at += 1;
    else if (template[at] === '"') inside = !inside;
  }
  return inside;
}
