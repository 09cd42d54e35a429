/** A question asked over HTTP and its answer, free of any transport. */

export interface HttpQuestion {
  readonly path: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As text; undefined if there is none. */
  readonly body?: string | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON; none if undefined. */
  readonly body?: unknown;
  /** Why it went wrong, for the log alone. */
  readonly err?: unknown;
}

/** 200 with a JSON body. */
export function found(body: unknown, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return { status: 200, headers: { 'content-type': 'application/json', ...headers }, body };
}
