/** Reads from the generation that is served, whichever that is by now. */

import type { ControlRecords } from '../../../domain/ports/control-records.ts';
import { unavailable } from '../../../domain/ports/port-error.ts';
import type { Generation } from '../../../domain/ports/read-model.ts';

/** Throws `Unavailable` also while the first generation is still being built. */
export type FromServed = <T>(read: (generation: Generation) => Promise<T>) => Promise<T>;

/**
 * The control record is read each time, strongly: a reader must not be given a generation's answer after it was given
 * one by its successor. Meanwhile the generation that was served last is asked already; it nearly always still is.
 */
export function fromServed(control: Pick<ControlRecords, 'read'>, projection: string): FromServed {
  let last: Generation | undefined;
  return async (read) => {
    const guess = last;
    const guessed = guess && read(guess);
    const [record] = await Promise.all([control.read(projection), guessed]);
    if (record?.served === undefined) throw unavailable(`The read model ${projection}`, 'it is being built');
    last = record.served;
    return guessed !== undefined && guess?.number === last.number ? guessed : read(last);
  };
}
