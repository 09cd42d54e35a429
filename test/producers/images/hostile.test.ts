import { describe, expect, test } from 'vitest';
import { hostileFiles } from './hostile-files.ts';
import { judgeFile } from './judge-file.ts';

const files = await hostileFiles();

describe('a hostile file is refused', () => {
  test.each(files)('$name: $code', async ({ code, content }) => {
    const { event, pictures } = await judgeFile(content);
    if (event.type !== 'ImageRejected') throw new Error('it was accepted');
    expect(event.data.reasons.map((reason) => reason.code)).toContain(code);
    for (const { text } of event.data.reasons) expect(text).toMatch(/^The .{10,400}\.$/);
    expect(pictures).toEqual([]);
  });

  test('of more than forty kinds', () => expect(files.length).toBeGreaterThan(40));
});
