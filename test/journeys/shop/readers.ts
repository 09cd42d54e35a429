/** Readers who ask continuously, each its own question, over connections that are kept. */

import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, Get, Question } from './question.ts';

export interface Readers {
  /** What was wrong with answers. */
  readonly problems: readonly string[];
  /** Answers that were given, by question. */
  answers(): Readonly<Record<string, number>>;
  /** Ends when everybody has asked so many questions more. */
  askedMore(questions: number): Promise<void>;
  stop(): Promise<void>;
}

export interface ReadersOptions {
  /** URL of the HTTP API. */
  readonly http: () => string;
  /** Whether it may be gone now, so that there is no answer. */
  readonly mayBeGone?: () => boolean;
}

/** Between two questions of a reader: they should not keep the system from everything else. */
const PAUSE_MS = 150;
/** More of them tell no more. */
const PROBLEMS_KEPT = 20;

export function startReaders(
  questions: readonly Question[],
  { http, mayBeGone = () => false }: ReadersOptions,
): Readers {
  const problems: string[] = [];
  const answers = questions.map(() => 0);
  let stopped = false;

  async function read({ name, ask }: Question, reader: number): Promise<void> {
    while (!stopped) {
      const found = await ask(getFrom(http())).catch((error: unknown) => (mayBeGone() ? [] : [reasonOf(error)]));
      if (problems.length < PROBLEMS_KEPT) problems.push(...found.map((problem) => `${name}: ${problem}`));
      answers[reader] = (answers[reader] ?? 0) + 1;
      await wait(PAUSE_MS);
    }
  }

  const reading = Promise.all(questions.map(read));
  return {
    problems,
    answers: () => Object.fromEntries(questions.map(({ name }, reader) => [name, answers[reader] ?? 0])),
    async askedMore(more) {
      const enough = answers.map((count) => count + more);
      while (answers.some((count, reader) => count < (enough[reader] ?? 0))) await wait(PAUSE_MS);
    },
    async stop() {
      stopped = true;
      await reading;
    },
  };
}

export function getFrom(url: string): Get {
  return async (path): Promise<Answer> => {
    const response = await fetch(`${url}${path}`);
    return { status: response.status, etag: response.headers.get('etag'), body: await response.json() };
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.message} (${String(error.cause)})` : String(error);
}
