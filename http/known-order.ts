/** What every route about one order says where there is none. */

import type { HttpAnswer } from './http-answer.ts';
import { problem } from './problem.ts';

export function unknownOrder(id: string): HttpAnswer {
  return problem(404, 'Unknown order', `There is no order "${id.slice(0, 128)}": nothing was recorded of it.`);
}
