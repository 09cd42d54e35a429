/** What an operation of a service is given besides its input: everything that would otherwise come from outside. */

import type { Transaction } from './store.ts';

/** Who is calling. Credentials the engine did not hand out belong to the administrator of their account. */
export type Caller =
  | { readonly type: 'root'; readonly account: string }
  | { readonly type: 'role'; readonly account: string; readonly roleArn: string; readonly session: string }
  | {
      readonly type: 'service';
      readonly account: string;
      /** Such as `events.amazonaws.com`. */
      readonly principal: string;
      /** The resource on whose behalf the service calls: `aws:SourceArn`. */
      readonly sourceArn?: string;
    };

/** An IAM policy document as CloudFormation and the APIs write it. */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: PolicyStatement | readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Access {
  /** Such as `sqs:SendMessage`. */
  readonly action: string;
  readonly resource: string;
  /** The policy attached to the resource itself, where it has one. */
  readonly resourcePolicy?: PolicyDocument | undefined;
  /** Condition keys beyond the caller's own, such as `events:source`. */
  readonly conditions?: Readonly<Record<string, string | readonly string[]>>;
}

/** Work for later, kept in the store until it has run. It runs at least once: a crash may repeat it. */
export interface ScheduledTask {
  readonly service: string;
  readonly task: string;
  readonly dueMs: number;
  readonly payload: unknown;
}

/** Something to be done outside the store once the transaction is committed, such as running a function's code. */
export interface Effect {
  readonly type: string;
}

export interface Context {
  readonly tx: Transaction;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** When the request first arrived: earlier than `now` where it had to wait. */
  readonly arrivedMs: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly requestId: string;
  readonly region: string;
  readonly caller: Caller;
  /** A number larger than every one handed out before, restarts included. */
  sequence(): number;
  /** Throws `AccessDeniedException` unless the caller may. */
  authorize(access: Access): void;
  /** Whether the caller may. */
  allows(access: Access): boolean;
  /** Calls an operation of any service within this transaction, as `caller` if given, else as the present one. */
  call<Output = unknown>(service: string, operation: string, input: unknown, caller?: Caller): Output;
  /** Returns an id for `cancel`. */
  schedule(task: ScheduledTask): string;
  cancel(taskId: string): void;
  /** Once committed: wakes whoever waits for the topic, and tells every service that listens. */
  signal(topic: string): void;
  /** Once committed: hands the effect to the shell. */
  effect(effect: Effect): void;
}
