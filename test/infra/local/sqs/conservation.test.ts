import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReceivedMessage } from '../../../../infra/local/sqs/received-message.ts';
import { arn, redrive, sqsRig } from './sqs-rig.ts';

const MAX_RECEIVES = 2;
const VISIBILITY_MS = 30_000;

type Place = 'queue' | 'dead-letter' | 'deleted';

/** Where each message must be: the model the queue is compared with. */
interface Tracked {
  place: Place;
  receives: number;
  visibleAtMs: number;
  handle?: ReceivedMessage;
}

type Step =
  | { readonly type: 'send'; readonly delaySeconds: number }
  | { readonly type: 'receive'; readonly most: number }
  | { readonly type: 'delete' | 'hide'; readonly pick: number; readonly seconds: number }
  | { readonly type: 'wait'; readonly seconds: number }
  | { readonly type: 'redrive' };

const pick = fc.record({ pick: fc.nat(50), seconds: fc.nat(40) });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant('send' as const), delaySeconds: fc.oneof(fc.constant(0), fc.nat(20)) }),
  fc.record({ type: fc.constant('receive' as const), most: fc.integer({ min: 1, max: 10 }) }),
  pick.map((chosen) => ({ type: 'delete' as const, ...chosen })),
  pick.map((chosen) => ({ type: 'hide' as const, ...chosen })),
  fc.record({ type: fc.constant('wait' as const), seconds: fc.nat(45) }),
  fc.constant({ type: 'redrive' as const }),
);

test.each(['', '.fifo'])('every message is in exactly one place, whatever is done (queues%s)', (suffix) => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => conserve(steps, suffix)),
    { numRuns: 80 },
  );
});

function conserve(steps: readonly Step[], suffix: string): void {
  const rig = sqsRig();
  const kind: Record<string, string> = suffix === '' ? {} : { FifoQueue: 'true', ContentBasedDeduplication: 'true' };
  const dead = rig.queue(`dead${suffix}`, kind);
  const live = rig.queue(`live${suffix}`, { ...kind, RedrivePolicy: redrive(`dead${suffix}`, MAX_RECEIVES) });
  const tracked = new Map<string, Tracked>();

  function perform(action: Step, index: number): void {
    const now = rig.now();
    switch (action.type) {
      case 'send': {
        const delaySeconds = suffix === '' ? action.delaySeconds : 0;
        const more = suffix === '' ? { DelaySeconds: delaySeconds } : { MessageGroupId: `group-${index % 3}` };
        rig.send(live, `message-${index}`, more);
        tracked.set(`message-${index}`, { place: 'queue', receives: 0, visibleAtMs: now + delaySeconds * 1000 });
        return;
      }
      case 'receive': {
        const received = rig.receive(live, { MaxNumberOfMessages: action.most });
        for (const message of received) {
          const model = tracked.get(message.Body);
          expect(model).toMatchObject({ place: 'queue' });
          expect(model?.visibleAtMs).toBeLessThanOrEqual(now);
          expect(message.Attributes?.ApproximateReceiveCount).toBe(String((model?.receives ?? 0) + 1));
          if (model === undefined) continue;
          Object.assign(model, { receives: model.receives + 1, visibleAtMs: now + VISIBILITY_MS, handle: message });
        }
        return;
      }
      case 'delete':
      case 'hide': {
        const inFlight = [...tracked.values()].filter(({ place, handle, visibleAtMs }) => {
          return place === 'queue' && handle !== undefined && visibleAtMs > now;
        });
        const model = inFlight[action.pick % Math.max(1, inFlight.length)];
        if (model?.handle === undefined) return;
        if (action.type === 'delete') {
          rig.remove(live, model.handle);
          model.place = 'deleted';
        } else {
          rig.hide(live, model.handle, action.seconds);
          model.visibleAtMs = now + action.seconds * 1000;
        }
        return;
      }
      case 'wait':
        return rig.advance(action.seconds * 1000);
      case 'redrive':
        rig.sqs('StartMessageMoveTask', { SourceArn: arn(`dead${suffix}`) });
        return rig.advance(0);
    }
  }

  /** The dead are those the queue moved, each after its last receive; a redrive brings them back as new. */
  function settleDead(redriven: boolean): void {
    const inDead = rig.counts(dead).reduce((sum, count) => sum + count);
    const candidates = [...tracked.values()].filter(
      ({ place, receives, visibleAtMs }) => place === 'queue' && receives >= MAX_RECEIVES && visibleAtMs <= rig.now(),
    );
    const known = [...tracked.values()].filter(({ place }) => place === 'dead-letter');
    if (redriven) {
      expect(inDead).toBe(0);
      for (const model of known) Object.assign(model, { place: 'queue', receives: 0, visibleAtMs: rig.now() });
      return;
    }
    expect(inDead).toBeGreaterThanOrEqual(known.length);
    expect(inDead).toBeLessThanOrEqual(known.length + candidates.length);
    if (inDead === known.length + candidates.length) for (const model of candidates) model.place = 'dead-letter';
    else markDead();
  }

  /** Looks into the dead-letter queue without leaving a trace in it. */
  function markDead(): void {
    for (const { Body } of peek()) {
      const model = tracked.get(Body);
      if (model !== undefined) model.place = 'dead-letter';
    }
  }

  function peek(): ReceivedMessage[] {
    const seen: ReceivedMessage[] = [];
    for (;;) {
      const page = rig.receive(dead, { VisibilityTimeout: 1 });
      if (page.length === 0) break;
      seen.push(...page);
    }
    for (const message of seen) rig.hide(dead, message, 0);
    return seen;
  }

  steps.forEach((action, index) => {
    perform(action, index);
    settleDead(action.type === 'redrive');
    const inLive = rig.counts(live).reduce((sum, count) => sum + count);
    expect(inLive).toBe([...tracked.values()].filter(({ place }) => place === 'queue').length);
  });
}
