import { describe, expect, test } from 'vitest';
import { mailsDue } from '../../../projections/customer-mail/mails-due.ts';
import { toldTypes } from '../../../projections/customer-mail/told-events.ts';
import {
  at,
  cancelled,
  confirmed,
  created,
  delivered,
  packed,
  paid,
  pictureHidden,
  pictureRejected,
  sent,
  type Told,
} from '../../domain/story.ts';
import { ADA, createdByAda, entries } from './order-log.ts';

const BEN = { id: 'ben', email: 'ben@example.com' };

/** `given(createdByAda, paid()).when(2).then('2 PaymentReceived to ada@example.com')` */
function given(...story: readonly Told[]) {
  return {
    /** The event of this version is delivered. */
    when: (version: number) => ({
      then(...mails: readonly string[]): void {
        const due = mailsDue(entries('order-1', ...story), version);
        expect(due.map(({ event, recipient }) => `${event.sequence} ${event.type} to ${recipient}`)).toEqual(mails);
      },
    }),
  };
}

describe('of the events of an order', () => {
  test.each([
    [1, createdByAda],
    [2, paid()],
    [2, sent()],
    [2, delivered()],
    [2, cancelled()],
    [2, pictureRejected()],
  ])('version %i is told to the customer: $type', (version, event) => {
    const story = event === createdByAda ? [event] : [createdByAda, event];
    given(...story)
      .when(version)
      .then(`${version} ${event.type} to ada@example.com`);
  });

  test('others are not told', () => {
    given(createdByAda, confirmed()).when(2).then();
    given(createdByAda, packed()).when(2).then();
    given(createdByAda, pictureHidden()).when(2).then();
  });

  test('the rule asks for those that are told', () => {
    expect([...toldTypes].sort()).toEqual(
      ['ImageRejected', 'OrderCancelled', 'OrderCreated', 'ParcelDelivered', 'ParcelSent', 'PaymentReceived'].sort(),
    );
  });
});

describe('to whom', () => {
  test('nobody, while the customer or their address is not known', () => {
    given(created({ customer: null }), paid())
      .when(2)
      .then();
    given(created({ customer: { id: 'x', name: 'X' } }))
      .when(1)
      .then();
    given(paid()).when(1).then();
  });

  test('the customer as known at the version: what was recorded later changes nothing', () => {
    const story = [at(10, createdByAda), at(11, paid()), at(5, created({ customer: BEN })), at(12, sent())];
    given(...story)
      .when(2)
      .then('2 PaymentReceived to ada@example.com');
    given(...story)
      .when(4)
      .then('4 ParcelSent to ben@example.com');
  });

  test('only the creation that was recorded first is told', () => {
    const story = [at(10, createdByAda), at(5, created({ customer: BEN }))];
    given(...story)
      .when(1)
      .then('1 OrderCreated to ada@example.com');
    given(...story)
      .when(2)
      .then();
  });
});

describe('before its creation', () => {
  const story = [at(2, paid()), at(3, confirmed()), at(4, sent()), at(1, createdByAda), at(5, delivered())];

  test('an event waits, also where the creation is known by the time it is delivered', () => {
    given(...story)
      .when(1)
      .then();
    given(...story)
      .when(3)
      .then();
  });

  test('and is told after the creation', () => {
    given(...story)
      .when(4)
      .then(
        '4 OrderCreated to ada@example.com',
        '1 PaymentReceived to ada@example.com',
        '3 ParcelSent to ada@example.com',
      );
  });

  test('what comes afterwards is told by itself', () => {
    given(...story)
      .when(5)
      .then('5 ParcelDelivered to ada@example.com');
  });
});

test('every event that is told is due exactly once, by whatever delivery', () => {
  const story = [at(2, paid()), at(3, sent()), at(1, createdByAda), at(4, delivered()), at(5, cancelled())];
  const log = entries('order-1', ...story);
  const due = log.flatMap(({ version }) => mailsDue(log, version).map(({ event }) => event.sequence));
  expect(due.sort()).toEqual([1, 2, 3, 4, 5]);
});

test('a mail is news from when its recipient was known', () => {
  const log = entries('order-1', at(2, paid()), at(900, createdByAda));
  expect(new Set(mailsDue(log, 2).map(({ dueTime }) => dueTime))).toEqual(new Set([log[1]?.recordedTime]));
  expect(mailsDue(log, 2).map(({ recipient }) => recipient)).toEqual([ADA.email, ADA.email]);
});
