/** The settings of a function as a caller gives them: checked, with Lambda's defaults. */

import { AwsError } from '../../kernel/aws-error.ts';
import { constraintViolated, invalidParameter } from './function-errors.ts';
import type { FunctionSettings } from './function-record.ts';

export interface SettingsInput {
  readonly Description?: string;
  readonly Role?: string;
  readonly Handler?: string;
  readonly Runtime?: string;
  readonly Timeout?: number;
  readonly MemorySize?: number;
  readonly Architectures?: readonly string[];
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
  readonly DeadLetterConfig?: { readonly TargetArn?: string };
  readonly TracingConfig?: { readonly Mode?: 'PassThrough' | 'Active' };
  readonly LoggingConfig?: FunctionSettings['LoggingConfig'];
  readonly EphemeralStorage?: { readonly Size: number };
  readonly PackageType?: string;
  readonly Layers?: readonly unknown[];
  readonly VpcConfig?: { readonly SubnetIds?: readonly string[] };
  readonly FileSystemConfigs?: readonly unknown[];
  readonly SnapStart?: { readonly ApplyOn?: string };
  readonly ImageConfig?: unknown;
}

const RUNTIMES = ['nodejs18.x', 'nodejs20.x', 'nodejs22.x', 'nodejs24.x'];
const ROLE = /^arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/;
/** Bytes that names and values of variables may take together. */
const MAX_ENVIRONMENT_BYTES = 4096;
/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const RESERVED_VARIABLES =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_(DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_(FUNCTION_(NAME|MEMORY_SIZE|VERSION)|INITIALIZATION_TYPE|LOG_(GROUP|STREAM)_NAME|RUNTIME_API)|AWS_ACCESS_KEY(_ID)?|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_(TASK_ROOT|RUNTIME_DIR))$/;

/** New settings, or `former` with what the input changes. Refuses with the API's errors. */
export function functionSettings(input: SettingsInput, former?: FunctionSettings): FunctionSettings {
  refuseUnsupported(input);
  const environment = input.Environment === undefined ? former?.Environment : variables(input.Environment);
  const deadLetter = input.DeadLetterConfig ?? former?.DeadLetterConfig;
  return {
    Description: input.Description ?? former?.Description ?? '',
    Role: matching(input.Role ?? former?.Role, 'role', ROLE),
    Handler: matching(input.Handler ?? former?.Handler, 'handler', /^[^\s]+$/),
    Runtime: runtime(input.Runtime ?? former?.Runtime),
    Timeout: inRange(input.Timeout ?? former?.Timeout ?? 3, 'timeout', 1, 900),
    MemorySize: inRange(input.MemorySize ?? former?.MemorySize ?? 128, 'memorySize', 128, 10_240),
    Architectures: input.Architectures ?? former?.Architectures ?? ['x86_64'],
    ...(environment === undefined ? {} : { Environment: environment }),
    ...(deadLetter === undefined ? {} : { DeadLetterConfig: deadLetter }),
    TracingConfig: { Mode: input.TracingConfig?.Mode ?? former?.TracingConfig.Mode ?? 'PassThrough' },
    LoggingConfig: { ...former?.LoggingConfig, ...input.LoggingConfig },
    EphemeralStorage: input.EphemeralStorage ?? former?.EphemeralStorage ?? { Size: 512 },
  };
}

function refuseUnsupported(input: SettingsInput): void {
  const refused = {
    'PackageType Image': input.PackageType === 'Image' || input.ImageConfig !== undefined,
    Layers: (input.Layers?.length ?? 0) > 0,
    VpcConfig: (input.VpcConfig?.SubnetIds?.length ?? 0) > 0,
    FileSystemConfigs: (input.FileSystemConfigs?.length ?? 0) > 0,
    SnapStart: input.SnapStart?.ApplyOn === 'PublishedVersions',
  };
  for (const [name, given] of Object.entries(refused))
    if (given) throw invalidParameter(`The local engine does not support ${name} of functions.`);
}

function runtime(value: string | undefined): string {
  if (value === undefined)
    throw invalidParameter('Runtime is mandatory for functions created with deployment packages.');
  if (!RUNTIMES.includes(value))
    throw invalidParameter(
      `Value ${value} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${RUNTIMES.join(', ')}] or be a valid ARN`,
    );
  return value;
}

function matching(value: string | undefined, member: string, pattern: RegExp): string {
  if (value === undefined) throw constraintViolated(null, member, 'Member must not be null');
  if (!pattern.test(value))
    throw constraintViolated(value, member, `Member must satisfy regular expression pattern: ${pattern.source}`);
  return value;
}

/** A whole number within bounds. */
export function inRange(value: number, member: string, least: number, most: number): number {
  if (!Number.isInteger(value)) throw new AwsError('SerializationException', `${member} is not a whole number.`);
  if (value < least)
    throw constraintViolated(value, member, `Member must have value greater than or equal to ${least}`);
  if (value > most) throw constraintViolated(value, member, `Member must have value less than or equal to ${most}`);
  return value;
}

function variables({ Variables = {} }: { readonly Variables?: Readonly<Record<string, string>> }): {
  readonly Variables: Readonly<Record<string, string>>;
} {
  const reserved = Object.keys(Variables).filter((name) => RESERVED_VARIABLES.test(name));
  if (reserved.length > 0)
    throw invalidParameter(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  const bytes = Object.entries(Variables).reduce((sum, [name, value]) => sum + Buffer.byteLength(name + value), 0);
  if (bytes > MAX_ENVIRONMENT_BYTES)
    throw invalidParameter(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${JSON.stringify(Variables)}`,
    );
  return { Variables };
}
