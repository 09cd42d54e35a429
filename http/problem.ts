/** Errors over HTTP: `application/problem+json`. https://www.rfc-editor.org/rfc/rfc9457 */

import type { HttpAnswer } from './http-answer.ts';

/** `detail` says what to do about it. */
export function problem(status: number, title: string, detail: string): HttpAnswer {
  return { status, headers: { 'content-type': 'application/problem+json' }, body: { status, title, detail } };
}

/** 400 for a query parameter. */
export function badParameter(name: string, detail: string): HttpAnswer {
  return problem(400, 'Bad request', `The query parameter "${name}" ${detail}.`);
}
