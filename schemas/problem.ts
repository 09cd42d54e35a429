/** What is wrong with an event and where, in words that say what to do about it. */

import { patternMeanings } from './generated/validators.js';
import type { Violation } from './validator.ts';

/** One thing that is wrong: `pointer` is a JSON Pointer into the event, empty for the whole of it. */
export interface Problem {
  readonly pointer: string;
  readonly message: string;
}

/** A violated keyword as a problem of the event; `base` is where the validated value stands in the event. */
export function problemOf(base: string, { instancePath, keyword, params }: Violation): Problem {
  const pointer = base + instancePath;
  switch (keyword) {
    case 'required':
      return { pointer: `${pointer}/${token(params['missingProperty'])}`, message: 'is missing' };
    case 'additionalProperties':
      return surplus(pointer, String(params['additionalProperty']));
    default:
      return { pointer, message: wording(keyword, params) };
  }
}

/** A member's name as a JSON Pointer's token, shortened if it is absurdly long. */
export function token(name: unknown): string {
  return String(name).slice(0, 128).toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1');
}

const recorderSets = new Set(['sequence', 'recordedtime']);

function surplus(pointer: string, name: string): Problem {
  const message =
    pointer === '' && recorderSets.has(name)
      ? 'is set by the recorder: leave it out'
      : 'is not known here: leave it out';
  return { pointer: `${pointer}/${token(name)}`, message };
}

function wording(keyword: string, params: Violation['params']): string {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'type':
      return `must be ${String(params['type']).replace(',', ' or ')}`;
    case 'const':
      return `must be ${JSON.stringify(params['allowedValue'])}`;
    case 'enum':
      return `must be one of ${JSON.stringify(params['allowedValues'])}`;
    case 'pattern':
      return `must be ${patternMeanings.get(String(params['pattern'])) ?? `like ${String(params['pattern'])}`}`;
    case 'format':
      return formatWording[String(params['format'])] ?? `must be a ${String(params['format'])}`;
    case 'minimum':
      return `must be ${limit} or more`;
    case 'maximum':
      return `must be ${limit} or less`;
    case 'minLength':
    case 'minItems':
      return `must have at least ${limit} ${keyword === 'minItems' ? 'items' : 'characters'}`;
    case 'maxLength':
    case 'maxItems':
      return `must have at most ${limit} ${keyword === 'maxItems' ? 'items' : 'characters'}`;
    case 'uniqueItems':
      return `must name each item once: items ${String(params['i'])} and ${String(params['j'])} are equal`;
    default:
      return `must satisfy "${keyword}" of its schema`;
  }
}

const formatWording: Readonly<Record<string, string>> = {
  'date-time': 'must be an RFC 3339 time in UTC that exists, such as 2026-01-31T09:30:00Z',
  email: 'must be an e-mail address, such as ada@example.com',
};
