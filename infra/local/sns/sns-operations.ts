/** The operations of SNS by name. */

import type { Operation } from '../kernel/service.ts';
import { publishBatch } from './publish/publish-batch.ts';
import { publish } from './publish/publish.ts';
import {
  getSubscriptionAttributes,
  setSubscriptionAttributes,
} from './subscription/subscription-attribute-operations.ts';
import {
  confirmSubscription,
  listSubscriptions,
  listSubscriptionsByTopic,
  unsubscribe,
} from './subscription/subscription-operations.ts';
import { subscribe } from './subscription/subscribe.ts';
import { addPermission, removePermission } from './topic/permission-operations.ts';
import { listTagsForResource, tagResource, untagResource } from './topic/tag-operations.ts';
import { getTopicAttributes, setTopicAttributes } from './topic/topic-attribute-operations.ts';
import { createTopic, deleteTopic, listTopics } from './topic/topic-operations.ts';

/** https://docs.aws.amazon.com/sns/latest/api/API_Operations.html */
export const SNS_OPERATIONS: Readonly<Record<string, Operation>> = {
  AddPermission: addPermission,
  ConfirmSubscription: confirmSubscription,
  CreateTopic: createTopic,
  DeleteTopic: deleteTopic,
  GetSubscriptionAttributes: getSubscriptionAttributes,
  GetTopicAttributes: getTopicAttributes,
  ListSubscriptions: listSubscriptions,
  ListSubscriptionsByTopic: listSubscriptionsByTopic,
  ListTagsForResource: listTagsForResource,
  ListTopics: listTopics,
  Publish: publish,
  PublishBatch: publishBatch,
  RemovePermission: removePermission,
  SetSubscriptionAttributes: setSubscriptionAttributes,
  SetTopicAttributes: setTopicAttributes,
  Subscribe: subscribe,
  TagResource: tagResource,
  Unsubscribe: unsubscribe,
  UntagResource: untagResource,
};
