/** What names and descriptions of replays may be. */

import { NAME_PATTERN, type StringRule } from '../validation.ts';

export const REPLAY_NAME_PREFIX: StringRule = { min: 1, max: 64, pattern: NAME_PATTERN };
export const REPLAY_NAME: StringRule = { required: true, ...REPLAY_NAME_PREFIX };
