/** In a process of its own: refuses every file of a folder, and prints what that took. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeUpload } from '../../../producers/images/judge-upload.ts';

const folder = process.argv[2] ?? '';
const megabytes = () => process.resourceUsage().maxRSS / 1024;

async function refuse(content: Buffer): Promise<void> {
  const candidate = { orderId: 'o', imageId: 'i', key: 'k', time: '2026-01-31T00:00:00Z', bytes: 1, sha256: '' };
  const { event } = await judgeUpload({ candidate, metadata: { kind: 'damage' }, content, maxBytes: 1e9 });
  if (event.type !== 'ImageRejected') throw new Error('it was accepted');
}

const before = megabytes();
const took = [];
for (const name of readdirSync(folder)) {
  const content = readFileSync(join(folder, name));
  const start = process.cpuUsage();
  await refuse(content);
  const { user, system } = process.cpuUsage(start);
  took.push({ name, cpuMs: (user + system) / 1000, extraMegabytes: megabytes() - before });
}
process.stdout.write(JSON.stringify(took));
