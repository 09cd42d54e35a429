/** EventBridge: buses, rules, delivery to targets, archives and replays. */

import { jsonProtocol } from '../kernel/json-protocol.ts';
import type { Operation, Service } from '../kernel/service.ts';
import {
  createArchive,
  deleteArchive,
  describeArchive,
  listArchives,
  updateArchive,
} from './archives/archive-operations.ts';
import { sweepArchive } from './archives/archive-retention.ts';
import {
  createEventBus,
  deleteEventBus,
  describeEventBus,
  listEventBuses,
  updateEventBus,
} from './buses/bus-operations.ts';
import { putPermission, removePermission } from './buses/bus-permissions.ts';
import { deliver } from './delivery/deliver.ts';
import { forwardEvent } from './put-events/forward-event.ts';
import { putEvents } from './put-events/put-events.ts';
import { cancelReplay, describeReplay, listReplays } from './replays/replay-operations.ts';
import { continueReplay, forgetReplay } from './replays/replay-task.ts';
import { startReplay } from './replays/start-replay.ts';
import { archiveResource } from './resources/archive-resource.ts';
import { eventBusPolicyResource } from './resources/event-bus-policy-resource.ts';
import { eventBusResource } from './resources/event-bus-resource.ts';
import { ruleResource } from './resources/rule-resource.ts';
import { fireRule } from './schedules/rule-timer.ts';
import { deleteRule, describeRule, disableRule, enableRule, listRules, putRule } from './rules/rule-operations.ts';
import { listTagsForResource, tagResource, untagResource } from './tags/tag-operations.ts';
import { listRuleNamesByTarget, listTargetsByRule, putTargets, removeTargets } from './targets/target-operations.ts';
import { testEventPattern } from './test-event-pattern.ts';

const API: Readonly<Record<string, Operation>> = {
  CancelReplay: cancelReplay,
  CreateArchive: createArchive,
  CreateEventBus: createEventBus,
  DeleteArchive: deleteArchive,
  DeleteEventBus: deleteEventBus,
  DeleteRule: deleteRule,
  DescribeArchive: describeArchive,
  DescribeEventBus: describeEventBus,
  DescribeReplay: describeReplay,
  DescribeRule: describeRule,
  DisableRule: disableRule,
  EnableRule: enableRule,
  ListArchives: listArchives,
  ListEventBuses: listEventBuses,
  ListReplays: listReplays,
  ListRuleNamesByTarget: listRuleNamesByTarget,
  ListRules: listRules,
  ListTagsForResource: listTagsForResource,
  ListTargetsByRule: listTargetsByRule,
  PutEvents: putEvents,
  PutPermission: putPermission,
  PutRule: putRule,
  PutTargets: putTargets,
  RemovePermission: removePermission,
  RemoveTargets: removeTargets,
  StartReplay: startReplay,
  TagResource: tagResource,
  TestEventPattern: testEventPattern,
  UntagResource: untagResource,
  UpdateArchive: updateArchive,
  UpdateEventBus: updateEventBus,
};

export interface EventBridgeOptions {
  /** How long after it was put an event can be replayed, in milliseconds; 0 unless told. On AWS it is minutes. */
  readonly archiveLagMs?: number | undefined;
}

/** The service `events`; its wire target prefix is `AWSEvents`. */
export function eventBridgeService({ archiveLagMs = 0 }: EventBridgeOptions = {}): Service {
  return {
    name: 'events',
    operations: { ...API, ForwardEvent: forwardEvent },
    ...jsonProtocol(API, { version: '1.1' }),
    tasks: { continueReplay: continueReplay(archiveLagMs), deliver, fireRule, forgetReplay, sweepArchive },
    resources: {
      'AWS::Events::EventBus': eventBusResource,
      'AWS::Events::EventBusPolicy': eventBusPolicyResource,
      'AWS::Events::Rule': ruleResource,
      'AWS::Events::Archive': archiveResource,
    },
  };
}
