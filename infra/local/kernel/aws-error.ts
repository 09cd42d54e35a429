/** An error of the AWS API: what a service throws, and every protocol can put on the wire. */

export interface AwsErrorDetails {
  /** HTTP status; 400 unless told. */
  readonly status?: number;
  /** Members of the error's body beside its message, such as `CancellationReasons` or `Item`. */
  readonly members?: Readonly<Record<string, unknown>>;
  /** The code in the older Query protocol where it differs, such as `AWS.SimpleQueueService.NonExistentQueue`. */
  readonly queryCode?: string;
}

export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly members: Readonly<Record<string, unknown>>;
  readonly queryCode: string;

  constructor(code: string, message: string, details: AwsErrorDetails = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = details.status ?? 400;
    this.members = details.members ?? {};
    this.queryCode = details.queryCode ?? code;
  }
}
