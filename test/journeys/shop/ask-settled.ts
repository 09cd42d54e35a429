/** What nobody changes any more: each answer is the one that was given before. */

import type { Get, Question } from './question.ts';

/** Asks each path once to learn its answer. */
export async function askSettled(paths: readonly string[], get: Get, random: () => number): Promise<Question> {
  const answers = await Promise.all(paths.map(async (path) => [path, JSON.stringify(await get(path))] as const));
  return {
    name: 'GET what is settled',
    async ask(get) {
      const [path, expected] = answers[Math.floor(random() * answers.length)] ?? ['/health', ''];
      const actual = JSON.stringify(await get(path));
      return actual === expected ? [] : [`${path} was ${expected}, and is ${actual}`];
    },
  };
}
