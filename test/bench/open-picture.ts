/** One upload in a process of its own: prints how long it took and the most memory the process held. */

import { readFileSync } from 'node:fs';
import { judgeUpload } from '../../producers/images/judge-upload.ts';

const content = readFileSync(process.argv[2] ?? '');
const candidate = {
  orderId: 'o',
  imageId: 'i',
  key: 'k',
  time: '2026-01-31T00:00:00Z',
  bytes: content.length,
  sha256: '',
};
const start = performance.now();
const { event } = await judgeUpload({ candidate, metadata: { kind: 'damage' }, content, maxBytes: 1e9 });
if (event.type !== 'ImageUploaded') throw new Error(JSON.stringify(event.data.reasons));
const seconds = (performance.now() - start) / 1000;
process.stdout.write(JSON.stringify({ seconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 }));
