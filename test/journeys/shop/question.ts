/** What a reader asks again and again, and how it tells a wrong answer: each remembers what it was answered. */

export interface Answer {
  readonly status: number;
  readonly etag: string | null;
  readonly body: unknown;
}

/** GET of the HTTP API. Rejects where there is no answer. */
export type Get = (path: string) => Promise<Answer>;

export interface Question {
  readonly name: string;
  /** Asks once; what is wrong with the answer, in a sentence each. */
  ask(get: Get): Promise<readonly string[]>;
}

/** The fields that are missing from what should have them all. */
export function missing(fields: readonly string[], from: unknown): string[] {
  return fields.filter((field) => typeof from !== 'object' || from === null || !(field in from));
}

/** Numbers that may only grow: tells those that were greater before. */
export function onlyGrowing() {
  const most = new Map<string, number>();
  return {
    /** Everything that was told before must be told again. */
    fallen(now: ReadonlyMap<string, number>): string[] {
      const fallen = [...most].filter(([name, number]) => (now.get(name) ?? -Infinity) < number);
      for (const [name, number] of now) most.set(name, Math.max(number, most.get(name) ?? -Infinity));
      return fallen.map(([name, number]) => `${name} was ${number}, and is ${now.get(name)}`);
    },
  };
}
