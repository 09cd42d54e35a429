/** The shape of one AWS service in the engine: a deterministic core, called with a context and an input. */

import type { AwsError } from './aws-error.ts';
import type { Context } from './context.ts';
import type { Wait, WireRequest, WireResponse } from './wire.ts';

/**
 * One API operation; input and output have the shapes of the service's API reference. It refuses by throwing an
 * `AwsError`, and does so before its first write: a calling service may catch the error and go on.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each operation narrows its own input
export type Operation = (context: Context, input: any) => unknown;

/** One kind of scheduled work. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each task narrows its own payload
export type Task = (context: Context, payload: any) => void;

export interface Service {
  readonly name: string;
  /** The API as other services of the engine call it. */
  readonly operations: Readonly<Record<string, Operation>>;
  /** The API as it stands on the wire. */
  serve(context: Context, request: WireRequest): WireResponse | Wait<WireResponse>;
  /** Puts an error that `serve` threw on the wire; the transaction has been rolled back. */
  refuse(error: AwsError, requestId: string, request: WireRequest): WireResponse;
  readonly tasks?: Readonly<Record<string, Task>>;
  /** Called, in a transaction of its own, after a commit that signalled the topic. */
  onSignal?(context: Context, topic: string): void;
  /** Called once when the engine starts on existing data: whatever was under way in the old process is lost. */
  recover?(context: Context): void;
  /** The CloudFormation resource types this service provides. */
  readonly resources?: Readonly<Record<string, ResourceProvider>>;
}

/** A resource of the template with its intrinsics resolved. */
export interface TemplateResource {
  readonly logicalId: string;
  /** The name CloudFormation would generate if the template names none: stable across restarts. */
  readonly generatedName: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the provider knows its own properties
  readonly properties: Readonly<Record<string, any>>;
  /** Where a file asset of the template lies on this machine, by the S3 key the template names it with. */
  assetPath(s3Key: string): string;
}

/** What other resources refer to: `Ref`, and the attributes of `Fn::GetAtt`. */
export interface ProvidedResource {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface ResourceProvider {
  /** Properties that take effect. One in neither list stops `up` with its name. */
  readonly properties: readonly string[];
  /** Properties knowingly without effect on one machine, each with the reason. */
  readonly ignored?: Readonly<Record<string, string>>;
  /** Creates the resource, or brings an existing one to these properties without losing its data. */
  apply(context: Context, resource: TemplateResource): ProvidedResource;
  /** Removes what `apply` made; called when the template no longer has it. */
  remove?(context: Context, ref: string): void;
}
