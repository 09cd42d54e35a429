import { describe, expect, test } from 'vitest';
import { judgeUpload } from '../../../producers/images/judge-upload.ts';
import { hostileFiles } from './hostile-files.ts';

const files = await hostileFiles();

describe('a hostile file is refused', () => {
  test.each(files)('$name: $code', async ({ code, content }) => {
    const candidate = {
      orderId: 'o',
      imageId: 'i',
      key: 'uploads/o/u',
      time: '2026-01-31T00:00:00Z',
      bytes: 1,
      sha256: '',
    };
    const { event, pictures } = await judgeUpload({ candidate, metadata: { kind: 'damage' }, content, maxBytes: 1e9 });
    if (event.type !== 'ImageRejected') throw new Error('it was accepted');
    expect(event.data.reasons.map((reason) => reason.code)).toContain(code);
    for (const { text } of event.data.reasons) expect(text).toMatch(/^The .{10,400}\.$/);
    expect(pictures).toEqual([]);
  });

  test('of more than twenty kinds', () => expect(files.length).toBeGreaterThan(40));
});
