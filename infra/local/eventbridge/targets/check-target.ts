/** What PutTargets demands of a target, in AWS's words. */

import { isArn } from '../arns.ts';
import { checkTemplate } from '../delivery/check-template.ts';
import { checkNumber, checkStrings, invalid, NAME_PATTERN, refuseMembers } from '../validation.ts';
import { checkDeadLetterQueue } from './check-dead-letter-queue.ts';
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
  const { Arn, Id } = target;
  if (!isArn(Arn)) throw invalid(`Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`);
  const service = targetService(Arn);
  if (service === undefined)
    throw invalid(`Parameter ${Arn} is not valid. Reason: The local engine does not deliver to this service.`);
  if ((service === 'kinesis' || service === 'events') && target.RoleArn === undefined)
    throw invalid(`RoleArn is required for target ${Arn}.`);
  if (service !== 'kinesis' && target.KinesisParameters !== undefined)
    throw invalid(`Parameter(s) KinesisParameters not supported for target: ${Id}.`);
  if (service === 'sqs' && Arn.endsWith('.fifo') && target.SqsParameters?.MessageGroupId === undefined)
    throw invalid(`Parameter(s) SqsParameters must be specified for target: ${Id}.`);
  checkDeadLetterQueue(target.DeadLetterConfig?.Arn);
}

function checkInput({ Id, Input, InputPath, InputTransformer, KinesisParameters }: Target): void {
  if ([Input, InputPath, InputTransformer].filter((input) => input !== undefined).length > 1)
    throw invalid(`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`);
  if (Input !== undefined && !isJson(Input)) throw invalid(`JSON syntax error in input for target ${Id}.`);
  const paths = [
    InputPath,
    KinesisParameters?.PartitionKeyPath,
    ...Object.values(InputTransformer?.InputPathsMap ?? {}),
  ];
  for (const path of paths)
    if (path !== undefined && parseJsonPath(path) === undefined)
      throw invalid(`InputPath for target ${Id} is invalid.`);
  if (InputTransformer !== undefined) checkTemplate(InputTransformer, Id);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
