/** A rule's target as the API speaks of it; it is kept in the same shape. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html */

export interface InputTransformer {
  /** JSON paths into the event, by the names the template uses. */
  readonly InputPathsMap?: Readonly<Record<string, string>>;
  readonly InputTemplate: string;
}

export interface RetryPolicy {
  readonly MaximumRetryAttempts?: number;
  readonly MaximumEventAgeInSeconds?: number;
}

export interface Target {
  readonly Id: string;
  readonly Arn: string;
  readonly RoleArn?: string;
  readonly Input?: string;
  readonly InputPath?: string;
  readonly InputTransformer?: InputTransformer;
  readonly KinesisParameters?: { readonly PartitionKeyPath: string };
  readonly SqsParameters?: { readonly MessageGroupId?: string };
  readonly RetryPolicy?: RetryPolicy;
  readonly DeadLetterConfig?: { readonly Arn?: string };
}

export type TargetService = 'sqs' | 'kinesis' | 'lambda' | 'events' | 'sns';

/** The service behind a target's ARN; undefined where the engine cannot deliver to it. */
export function targetService(arn: string): TargetService | undefined {
  const service = arn.split(':')[2];
  switch (service) {
    case 'sqs':
    case 'kinesis':
    case 'lambda':
    case 'sns':
      return service;
    case 'events':
      return arn.split(':')[5]?.startsWith('event-bus/') === true ? service : undefined;
    default:
      return undefined;
  }
}
