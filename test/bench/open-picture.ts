/** One upload in a process of its own: prints how long it took and the most memory the process held. */

import { readFileSync } from 'node:fs';
import { takeFile } from '../producers/images/judge-file.ts';

const content = readFileSync(process.argv[2] ?? '');
const start = performance.now();
await takeFile(content);
const seconds = (performance.now() - start) / 1000;
process.stdout.write(JSON.stringify({ seconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 }));
