import { everySeed } from './seeds.ts';

everySeed(1, 500);
