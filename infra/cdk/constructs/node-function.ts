/** A Lambda function with everything that belongs to one: bundle, role, log group, tracing, timeout and memory. */

import { type Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { bundled } from '../bundled.ts';

export interface NodeFunctionProps {
  /** What it does, for the console. */
  readonly description: string;
  /** The file that exports `handler`, from the repository's root. */
  readonly entry: string;
  readonly timeout: Duration;
  /** In MB; CPU comes in proportion. */
  readonly memorySize: number;
  readonly environment: Record<string, string>;
  /** Packages with native code that it imports. */
  readonly native?: readonly string[];
}

/** Runs on arm64 with Node 24. Its role may log and trace, and nothing else until something is granted. */
export class NodeFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, { entry, native = [], ...props }: NodeFunctionProps) {
    const local = scope.node.tryGetContext('local') === 'true';
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    super(scope, id, {
      ...props,
      code: Code.fromAsset(bundled(entry, { names: native, target: local ? 'host' : 'lambda' })),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      loggingFormat: LoggingFormat.TEXT,
      tracing: Tracing.ACTIVE,
      logGroup,
      role,
    });
    Validations.of(this).acknowledge({
      id: 'Serverless::Serverless-LambdaDLQ',
      reason: 'Queues, streams and the API have their own ways with failures, and a schedule comes again.',
    });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray, and listing the streams of DynamoDB, have no narrower resource.',
    });
  }
}
