/** What PutTargets demands of an input transformer, in AWS's words. */

import type { InputTransformer } from '../targets/target.ts';
import { invalid } from '../validation.ts';
import { isInString, PLACEHOLDER } from './input-template.ts';

const LONGEST_TEMPLATE = 8192;
const MOST_VARIABLES = 100;
const TEXTS = new Set(['aws.events.rule-arn', 'aws.events.rule-name', 'aws.events.event.ingestion-time']);
const DOCUMENTS = new Set(['aws.events.event', 'aws.events.event.json']);

/** Throws `ValidationException` for a transformer whose template can never be filled in. */
export function checkTemplate({ InputPathsMap = {}, InputTemplate }: InputTransformer, target: string): void {
  if (typeof InputTemplate !== 'string' || InputTemplate.length === 0 || InputTemplate.length > LONGEST_TEMPLATE)
    throw invalid(`Invalid InputTemplate for target ${target} : its length must be between 1 and 8192.`);
  checkNames(Object.keys(InputPathsMap), target);
  const isObject = InputTemplate.trimStart().startsWith('{');
  for (const [, name = ''] of InputTemplate.matchAll(PLACEHOLDER)) {
    if (DOCUMENTS.has(name)) {
      if (!isObject)
        throw invalid(`InputTemplate for target ${target} contains placeholder ${name} valid only for JSON template.`);
    } else if (!TEXTS.has(name) && !Object.hasOwn(InputPathsMap, name))
      throw invalid(`InputTemplate for target ${target} contains invalid placeholder ${name}.`);
  }
  if (!isJsonTemplate(InputTemplate)) throw invalid(`Invalid InputTemplate for target ${target} : it is not JSON.`);
}

function checkNames(names: readonly string[], target: string): void {
  if (names.length > MOST_VARIABLES)
    throw invalid(`InputPathsMap for target ${target} has more than ${MOST_VARIABLES} entries.`);
  const bad = names.find((name) => !/^[A-Za-z0-9_-]+$/.test(name));
  if (bad !== undefined) throw invalid(`InputPathsMap for target ${target} has an invalid name: ${bad}.`);
}

/** Whether it is JSON, or lines of JSON, once its variables have values. */
function isJsonTemplate(template: string): boolean {
  const filled = template.replace(PLACEHOLDER, (_variable, _name, at: number) =>
    isInString(template, at) ? '' : '""',
  );
  return isJson(filled) || filled.split('\n').every((line) => line.trim() === '' || isJson(line));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
