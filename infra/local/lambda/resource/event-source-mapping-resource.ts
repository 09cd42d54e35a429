/** AWS::Lambda::EventSourceMapping. Its id is stable: a mapping goes on where it stood when the template is applied again. */

import { createHash } from 'node:crypto';
import type { ResourceProvider, TemplateResource } from '../../kernel/service.ts';
import { requireFunction } from '../function/function-record.ts';
import { findMapping, type MappingRecord } from '../mapping/mapping-record.ts';
import { addMapping, changeMapping, dropMapping } from '../mapping/mapping-operations.ts';
import { mappingSettings, sourceTypeOf, type MappingInput } from '../mapping/mapping-settings.ts';
import { tagsOf } from './function-resource.ts';

export const eventSourceMappingResource: ResourceProvider = {
  properties: [
    'EventSourceArn',
    'FunctionName',
    'Enabled',
    'BatchSize',
    'MaximumBatchingWindowInSeconds',
    'StartingPosition',
    'StartingPositionTimestamp',
    'ParallelizationFactor',
    'BisectBatchOnFunctionError',
    'MaximumRetryAttempts',
    'MaximumRecordAgeInSeconds',
    'DestinationConfig',
    'FunctionResponseTypes',
    'FilterCriteria',
    'ScalingConfig',
    'Tags',
    // Refused unless 0.
    'TumblingWindowInSeconds',
  ],
  ignored: {
    KmsKeyArn: 'filter criteria are not encrypted at rest here',
    MetricsConfig: 'one machine has no CloudWatch metrics',
  },
  apply(context, resource) {
    const { Tags, ...properties } = resource.properties;
    const input: MappingInput = properties;
    const { account } = context.caller;
    const uuid = stableUuid(resource);
    const former = findMapping(context, account, uuid);
    const { record, reference } = requireFunction(context, input);
    if (former !== undefined && former.eventSourceArn === input.EventSourceArn) {
      changeMapping(context, former, withDefaults(input));
    } else {
      if (former !== undefined) dropMapping(context, former);
      const mapping: MappingRecord = {
        ...mappingSettings(input, sourceTypeOf(input.EventSourceArn)),
        uuid,
        account,
        functionName: reference.name,
        ...(reference.qualifier === undefined ? {} : { qualifier: reference.qualifier }),
        eventSourceArn: input.EventSourceArn ?? '',
        lastModifiedMs: context.now,
        lastProcessingResult: 'No records processed',
        tags: tagsOf(Tags),
      };
      addMapping(context, mapping, record);
    }
    const arn = `arn:aws:lambda:${context.region}:${account}:event-source-mapping:${uuid}`;
    return { ref: uuid, attributes: { Id: uuid, EventSourceMappingArn: arn } };
  },
  remove(context, ref) {
    const mapping = findMapping(context, context.caller.account, ref);
    if (mapping !== undefined) dropMapping(context, mapping);
  },
};

/** A property that the template no longer has falls back to Lambda's default. */
function withDefaults(input: MappingInput): MappingInput {
  return {
    Enabled: true,
    BatchSize: sourceTypeOf(input.EventSourceArn) === 'sqs' ? 10 : 100,
    MaximumBatchingWindowInSeconds: 0,
    FunctionResponseTypes: [],
    FilterCriteria: {},
    ScalingConfig: {},
    ...(sourceTypeOf(input.EventSourceArn) === 'sqs'
      ? {}
      : {
          ParallelizationFactor: 1,
          BisectBatchOnFunctionError: false,
          MaximumRetryAttempts: -1,
          MaximumRecordAgeInSeconds: -1,
          DestinationConfig: {},
        }),
    ...input,
  };
}

function stableUuid({ generatedName }: TemplateResource): string {
  const hex = createHash('sha256').update(generatedName).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
