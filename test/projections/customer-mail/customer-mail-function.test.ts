import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { KEEP_MS } from '../../../domain/ports/mail-marks.ts';
import { at, cancelled, created, delivered, paid, sent } from '../../domain/story.ts';
import { mailWorld, message, SENDER, type Call, type Fault } from './mail-world.ts';
import { createdByAda } from './order-log.ts';

let world: Awaited<ReturnType<typeof mailWorld>>;
beforeEach(async () => {
  world = await mailWorld();
});

const subjects = (): string[] => world.mails().map(({ subject }) => subject);
const states = (): (string | undefined)[] => world.marks().map(({ state }) => state?.S);

describe('a mail', () => {
  test('goes from the sender to the customer, in both forms, and wants no automatic answer', async () => {
    await world.record('order-1', createdByAda);
    expect(await world.deliver([message('order-1', 1)])).toEqual([]);
    expect(world.mails()).toMatchObject([
      {
        from: SENDER,
        to: ['ada@example.com'],
        subject: 'Thank you for your order (order-1)',
        text: expect.stringContaining('Hello Ada Example,') as string,
        html: expect.stringContaining('<html lang="en">') as string,
        headers: [{ name: 'Auto-Submitted', value: 'auto-generated' }],
      },
    ]);
  });

  test('leaves no address behind in the table', async () => {
    await world.record('order-1', createdByAda);
    await world.deliver([message('order-1', 1)]);
    expect(states()).toEqual(['sent']);
    expect(JSON.stringify(world.marks())).not.toMatch(/ada/i);
  });

  test('is none where no customer is named, and that is no error', async () => {
    await world.record('order-1', created({ customer: null }), paid());
    expect(await world.deliver([message('order-1', 1), message('order-1', 2)])).toEqual([]);
    expect(world.mails()).toEqual([]);
    expect(world.marks()).toEqual([]);
  });
});

describe('a message', () => {
  test('may be wrapped by the topic', async () => {
    await world.record('order-1', createdByAda);
    const wrapped = JSON.stringify({ Type: 'Notification', TopicArn: 'arn', Message: message('order-1', 1) });
    expect(await world.deliver([wrapped])).toEqual([]);
    expect(world.mails()).toHaveLength(1);
  });

  test('of a replay is let go', async () => {
    await world.record('order-1', createdByAda);
    const replayed = JSON.stringify({ ...(JSON.parse(message('order-1', 1)) as object), 'replay-name': 'again' });
    expect(await world.deliver([replayed])).toEqual([]);
    expect(world.mails()).toEqual([]);
  });

  test('that cannot be read fails alone', async () => {
    await world.record('order-1', createdByAda);
    const bad = [
      'nonsense',
      '{"Type":"Notification","Message":"nonsense"}',
      message('order-1', 9),
      message('order-9', 1),
    ];
    const dead = await world.deliver([message('order-1', 1), ...bad]);
    expect(dead.toSorted()).toEqual(bad.toSorted());
    expect(world.mails()).toHaveLength(1);
  });
});

test('duplicates in any order and grouping: one mail for each event, the creation first', async () => {
  const story = [at(2, paid()), at(3, sent()), at(1, createdByAda), at(4, delivered()), at(5, cancelled())];
  const messages = story.flatMap((_, index) => [message('order-1', index + 1), message('order-1', index + 1)]);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(messages, { minLength: messages.length }),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 10, maxLength: 10 }),
      async (shuffled, sizes) => {
        world = await mailWorld();
        await world.record('order-1', ...story);
        const rest = [...shuffled];
        while (rest.length > 0) expect(await world.receive(rest.splice(0, sizes[rest.length % 10] ?? 1))).toEqual([]);
        expect(subjects().toSorted()).toEqual(
          [
            'Thank you for your order (order-1)',
            'We received your payment (order-1)',
            'Your order was cancelled (order-1)',
            'Your parcel is on its way (order-1)',
            'Your parcel was delivered (order-1)',
          ].toSorted(),
        );
      },
    ),
    { numRuns: 30 },
  );
});

test('what was recorded before the creation is told when the creation is recorded', async () => {
  await world.record('order-1', paid());
  expect(await world.deliver([message('order-1', 1)])).toEqual([]);
  expect(subjects()).toEqual([]);
  await world.record('order-1', paid(), createdByAda);
  expect(await world.deliver([message('order-1', 2), message('order-1', 1)])).toEqual([]);
  expect(subjects()).toEqual(['Thank you for your order (order-1)', 'We received your payment (order-1)']);
});

describe('a function killed at a call', () => {
  /** The query of the log, the mark, the mail, the mark again. */
  const calls = ['query', 'mark', 'mail', 'settle'] as const;

  test.each<[Fault, (typeof calls)[number], number, 'done' | 'dead letter']>([
    ['killed-before', 'query', 1, 'done'],
    ['killed-after', 'query', 1, 'done'],
    ['killed-before', 'mark', 1, 'done'],
    // From here to the answer that was kept, nobody can know whether SES has the mail.
    ['killed-after', 'mark', 0, 'dead letter'],
    ['killed-before', 'mail', 0, 'dead letter'],
    ['killed-after', 'mail', 1, 'dead letter'],
    ['killed-before', 'settle', 1, 'dead letter'],
    ['killed-after', 'settle', 1, 'done'],
  ])('%s %s: %i mail, and the message is %s', async (fault, name, mails, end) => {
    await world.record('order-1', createdByAda);
    world.fail(once(({ number }) => number === calls.indexOf(name) + 1, fault));
    expect(await world.deliver([message('order-1', 1)])).toHaveLength(end === 'done' ? 0 : 1);
    expect(world.mails()).toHaveLength(mails);
  });

  test('at any call of a batch, any number of times: no mail twice, none lost without a dead letter', async () => {
    const story = [paid(), createdByAda, sent()];
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom('killed-before', 'killed-after', 'answer-lost')),
          {
            maxLength: 3,
          },
        ),
        async (faults) => {
          world = await mailWorld();
          await world.record('order-1', ...story);
          await world.record('order-2', createdByAda);
          const messages = [1, 2, 3].map((version) => message('order-1', version));
          let calls = 0;
          world.fail(() => {
            calls += 1;
            return faults.find(([at]) => at === calls)?.[1] ?? 'none';
          });
          const dead = await world.deliver([...messages, message('order-2', 1)]);
          const told = subjects();
          expect(new Set(told).size).toBe(told.length);
          if (dead.length === 0) expect(told).toHaveLength(4);
          if (faults.length === 0) expect(dead).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('what SES answers', () => {
  test.each([
    ['TooManyRequestsException', 429],
    ['ThrottlingException', 400],
    ['InternalServiceErrorException', 500],
    ['ServiceUnavailable', 503],
    ['SendingPausedException', 400],
    ['AccountSuspendedException', 400],
    ['AccessDeniedException', 403],
  ])('%s: not taken, and tried again', async (code, status) => {
    await world.record('order-1', createdByAda);
    world.fail(({ service }) => (service === 'ses' ? { code, status } : 'none'));
    expect(await world.receive([message('order-1', 1)])).toHaveLength(1);
    expect(states()).toEqual([]);
    world.fail(() => 'none');
    expect(await world.deliver([message('order-1', 1)])).toEqual([]);
    expect(world.mails()).toHaveLength(1);
  });

  test.each([
    ['MessageRejected', 400],
    ['BadRequestException', 400],
  ])('%s: never taken, which is kept with its reason but no address', async (code, status) => {
    await world.record('order-1', createdByAda);
    world.fail(({ service }) => (service === 'ses' ? { code, status } : 'none'));
    expect(await world.receive([message('order-1', 1)])).toEqual([]);
    world.fail(() => 'none');
    expect(await world.receive([message('order-1', 1)])).toEqual([]);
    expect(world.mails()).toEqual([]);
    expect(world.marks()).toMatchObject([{ state: { S: 'refused' }, reason: { S: `${code}: about <address>` } }]);
  });

  test('an answer that got lost: not sent again', async () => {
    await world.record('order-1', createdByAda);
    world.fail(({ service }) => (service === 'ses' ? 'answer-lost' : 'none'));
    expect(await world.deliver([message('order-1', 1)])).toHaveLength(1);
    expect(world.mails()).toHaveLength(1);
    expect(states()).toEqual(['sending']);
  });

  test('whoever knows that a mail was not sent deletes its mark and redrives the message', async () => {
    await world.record('order-1', createdByAda);
    world.fail(once(({ service }) => service === 'ses', 'killed-before'));
    const dead = await world.deliver([message('order-1', 1)]);
    const [{ event, recipient } = {}] = world.marks();
    world.engine.call('dynamodb', 'DeleteItem', { TableName: 'sent', Key: { event, recipient } });
    expect(await world.deliver(dead)).toEqual([]);
    expect(world.mails()).toHaveLength(1);
  });
});

test('the answer to a mark got lost: it is known as our own, or given back', async () => {
  await world.record('order-1', createdByAda);
  world.fail(once(({ number }) => number === 2, 'answer-lost'));
  expect(await world.receive([message('order-1', 1)])).toEqual([]);
  expect(world.mails()).toHaveLength(1);

  await world.record('order-2', createdByAda);
  world.fail(({ number }) => (number === 2 || number === 3 ? 'answer-lost' : 'none'));
  expect(await world.receive([message('order-2', 1)])).toHaveLength(1);
  world.fail(() => 'none');
  expect(await world.receive([message('order-2', 1)])).toEqual([]);
  expect(world.mails()).toHaveLength(2);
});

test('no mail is begun that the timeout could cut off', async () => {
  await world.record('order-1', createdByAda);
  expect(await world.receive([message('order-1', 1)], 10_000)).toHaveLength(1);
  expect(world.marks()).toEqual([]);
});

describe('when time has passed', () => {
  test('a mark outlasts every delivery that still counts as news', async () => {
    await world.record('order-1', createdByAda);
    await world.deliver([message('order-1', 1)]);
    for (const days of [1, 29, 30, 29, 30, 400]) {
      world.engine.advance(days * 86_400_000);
      expect(await world.receive([message('order-1', 1)])).toEqual([]);
    }
    expect(world.mails()).toHaveLength(1);
  });

  test('what nobody was told for that long is no news', async () => {
    await world.record('order-1', createdByAda);
    world.engine.advance(KEEP_MS + 60 * 86_400_000);
    expect(await world.receive([message('order-1', 1)])).toEqual([]);
    expect(world.mails()).toEqual([]);
  });

  test('a mark that expired counts as gone, also while the table still has it', async () => {
    await world.record('order-1', createdByAda);
    await world.deliver([message('order-1', 1)]);
    const [mark] = world.marks();
    const expired = { ...mark, expires: { N: String(Math.floor(world.engine.now() / 1000)) } };
    world.engine.call('dynamodb', 'PutItem', { TableName: 'sent', Item: expired });
    await world.deliver([message('order-1', 1)]);
    expect(world.mails()).toHaveLength(2);
  });
});

/** The fault at the first call it fits, and no more. */
function once(fits: (call: Call) => boolean, fault: Fault): (call: Call) => Fault {
  let happened = false;
  return (call) => {
    if (happened || !fits(call)) return 'none';
    happened = true;
    return fault;
  };
}
