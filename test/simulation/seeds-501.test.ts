import { everySeed } from './seeds.ts';

everySeed(501, 1_000);
