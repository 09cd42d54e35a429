/** Decides of what arrived whether it is an event that may be recorded, and if not, everything that is wrong with it. */

import type { StoredEvent } from '../../domain/ports/event-store.ts';
import type { Problem, Refusal } from '../../domain/ports/quarantine.ts';
import { validateEvent } from '../../schemas/validate-event.ts';
import { maySay } from '../../schemas/who-may-say-what.ts';

export type Screened =
  | { readonly type: 'event'; readonly event: StoredEvent }
  | { readonly type: 'refused'; readonly refusal: Omit<Refusal, 'raw' | 'arrivedTime'> };

/** `raw` is a CloudEvent as JSON, or an EventBridge event with one as its `detail`. Never throws. */
export function screen(raw: Uint8Array): Screened {
  const parsed = parseJson(raw);
  if (parsed === undefined) {
    return refused(
      'unreadable',
      [{ pointer: '', message: 'is not JSON: send one CloudEvent as a JSON object in UTF-8' }],
      {},
    );
  }
  const { candidate, problems } = unwrap(parsed);
  const named = identityOf(candidate);
  const validated = validateEvent(candidate);
  if (!validated.ok) return refused(validated.reason, [...problems, ...validated.problems], named);
  if (problems.length > 0) return refused('invalid', problems, named);
  const { source, type } = validated.event;
  if (!maySay(source, type)) {
    return refused('forbidden-source', [{ pointer: '/source', message: `"${source}" may not say ${type}` }], named);
  }
  return { type: 'event', event: validated.event };
}

function refused(reason: Refusal['reason'], problems: readonly Problem[], named: Partial<Refusal>): Screened {
  return { type: 'refused', refusal: { reason, problems, ...named } };
}

function parseJson(raw: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(raw)) as unknown;
  } catch {
    return undefined;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The CloudEvent inside an EventBridge event, whose `source` and `detail-type` must agree with it. */
function unwrap(parsed: unknown): { candidate: unknown; problems: Problem[] } {
  if (!isObject(parsed) || !('detail-type' in parsed) || !('detail' in parsed))
    return { candidate: parsed, problems: [] };
  const { detail } = parsed;
  const problems: Problem[] = [];
  if (isObject(detail)) {
    if (detail['source'] !== parsed['source']) {
      problems.push({ pointer: '/source', message: "differs from the EventBridge event's source: send both alike" });
    }
    if (detail['type'] !== parsed['detail-type']) {
      problems.push({ pointer: '/type', message: "differs from the EventBridge event's detail-type: send both alike" });
    }
  }
  return { candidate: detail, problems };
}

/** What can be read of an event's identity, however broken it is otherwise. */
function identityOf(candidate: unknown): Partial<Refusal> {
  if (!isObject(candidate)) return {};
  const text = (name: string): string | undefined => {
    const value = candidate[name];
    return typeof value === 'string' && value.length <= 128 ? value : undefined;
  };
  return { order: text('subject'), source: text('source'), id: text('id'), type: text('type') };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
