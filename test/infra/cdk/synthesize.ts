/** The CDK app's template, as tests look at it. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export interface Resource {
  readonly Type: string;
  readonly DependsOn?: readonly string[];
  readonly Properties: Properties;
  readonly DeletionPolicy?: string;
}

/** What the tests look at; each resource has some of it. */
export interface Properties {
  readonly Targets: readonly Target[];
  readonly EventPattern: Readonly<Record<string, unknown>> | undefined;
  readonly ScheduleExpression: string | undefined;
  readonly StartingPosition: string | undefined;
  readonly EventSourceArn: { readonly 'Fn::GetAtt': readonly [string, string] };
  readonly FunctionName: { readonly Ref: string };
  readonly FunctionResponseTypes: readonly string[];
  readonly ScalingConfig: { readonly MaximumConcurrency: number };
  readonly Timeout: number;
  readonly Handler: string;
  readonly Environment?: { readonly Variables: Readonly<Record<string, unknown>> };
  readonly Role: { readonly 'Fn::GetAtt': readonly [string, string] };
  readonly Roles: readonly { readonly Ref: string }[];
  readonly VisibilityTimeout: number;
  readonly RedrivePolicy: { readonly maxReceiveCount: number } | undefined;
  readonly MessageRetentionPeriod: number;
  readonly RetentionInDays: number;
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  readonly ManagedPolicyArns: unknown;
  readonly RouteKey: string;
  readonly AuthorizationType: string;
  readonly Code: { readonly S3Key: string };
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Value: unknown }[];
  readonly Queues: readonly { readonly Ref: string }[];
  readonly Name: string;
  readonly ArchiveName: string;
  readonly EventBusName: { readonly Ref: string };
  readonly StatementId: string;
  readonly Statement: Statement;
}

interface Target {
  readonly Arn: { readonly 'Fn::GetAtt': readonly [string, string] };
  readonly Input: string | undefined;
  readonly DeadLetterConfig: { readonly Arn: { readonly 'Fn::GetAtt': readonly [string, string] } };
}

export interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Condition: unknown;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, unknown>>;
}

/**
 * Synthesizes as `cdk deploy` does: unless `local`, with the rule packs, which end a synthesis that breaks an unexplained
 * rule.
 */
export function synthesize(stack: string, directory: string, context: Record<string, string>): Template {
  const settings = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as object;
  const env = { ...process.env, CDK_OUTDIR: directory, CDK_CONTEXT_JSON: JSON.stringify({ ...settings, ...context }) };
  execFileSync(process.execPath, ['infra/cdk/app.ts'], { cwd: ROOT, env, stdio: 'pipe' });
  return readTemplate(join(directory, `${stack}.template.json`));
}

export function readTemplate(file: string): Template {
  return JSON.parse(readFileSync(file, 'utf8')) as Template;
}

/** With their logical ids. */
export function resourcesOf({ Resources }: Template, type: string): [string, Resource][] {
  return Object.entries(Resources).filter(([, resource]) => resource.Type === type);
}
