/** What PutTargets demands of a target, in AWS's words. */

import { isArn } from '../arns.ts';
import { checkTemplate } from '../delivery/input-template.ts';
import { checkNumber, checkStrings, invalid, NAME_PATTERN, refuseMembers } from '../validation.ts';
import { parseJsonPath } from '../delivery/json-path.ts';
import { targetService, type Target } from './target.ts';

const UNSUPPORTED = [
  'AppSyncParameters',
  'BatchParameters',
  'EcsParameters',
  'HttpParameters',
  'RedshiftDataParameters',
  'RunCommandParameters',
  'SageMakerPipelineParameters',
];

/** `index` counts from 1, as in AWS's messages. Throws `ValidationException`. */
export function checkTarget(target: Target, index: number): void {
  const at = `targets.${index}.member.`;
  checkStrings(
    target,
    {
      Id: { required: true, min: 1, max: 64, pattern: NAME_PATTERN },
      Arn: { required: true, min: 1, max: 1600 },
      RoleArn: { min: 1, max: 1600 },
      Input: { max: 8192 },
      InputPath: { max: 256 },
    },
    at,
  );
  refuseMembers(target, UNSUPPORTED);
  checkNumber(target.RetryPolicy?.MaximumRetryAttempts, `${at}retryPolicy.maximumRetryAttempts`, 0, 185);
  checkNumber(target.RetryPolicy?.MaximumEventAgeInSeconds, `${at}retryPolicy.maximumEventAgeInSeconds`, 60, 86_400);
  checkDestination(target);
  checkInput(target);
}

function checkDestination(target: Target): void {
  if (!isArn(target.Arn))
    throw invalid(`Parameter ${target.Arn} is not valid. Reason: Provided Arn is not in correct format.`);
  const service = targetService(target.Arn);
  if (service === undefined)
    throw invalid(`Parameter ${target.Arn} is not valid. Reason: The local engine does not deliver to this service.`);
  if (service === 'kinesis' && target.RoleArn === undefined)
    throw invalid(`RoleArn is required for target ${target.Arn}.`);
  if (target.Arn.endsWith('.fifo') && service === 'sqs' && target.SqsParameters?.MessageGroupId === undefined)
    throw invalid(`Parameter(s) SqsParameters must be specified for target: ${target.Id}.`);
  const queue = target.DeadLetterConfig?.Arn;
  if (queue !== undefined && (!isArn(queue) || queue.split(':')[2] !== 'sqs' || queue.endsWith('.fifo')))
    throw invalid(`Parameter ${queue} is not valid. Reason: A dead-letter queue must be a standard SQS queue.`);
}

function checkInput(target: Target): void {
  const given = [target.Input, target.InputPath, target.InputTransformer].filter((input) => input !== undefined);
  if (given.length > 1)
    throw invalid(`Only one of Input, InputPath, or InputTransformer must be provided for target ${target.Id}.`);
  if (target.Input !== undefined && !isJson(target.Input))
    throw invalid(`JSON syntax error in Input for target ${target.Id}.`);
  const paths = [
    target.InputPath,
    target.KinesisParameters?.PartitionKeyPath,
    ...Object.values(target.InputTransformer?.InputPathsMap ?? {}),
  ];
  for (const path of paths) {
    if (path !== undefined && parseJsonPath(path) === undefined)
      throw invalid(`Invalid JSON path ${path} for target ${target.Id}.`);
  }
  if (target.InputTransformer !== undefined) checkTemplate(target.InputTransformer, target.Id);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
