/** Asks the system's HTTP API, and turns whatever goes wrong there into an error that says what to do. */

import { failed, misused } from './cli-error.ts';
import { findStack } from './find-stack.ts';
import type { System } from './find-system.ts';

export interface QueryApi {
  /** The JSON at a path, such as `/orders/990001`; undefined where there is none. Throws `CliError`. */
  get(path: string): Promise<unknown>;
  /** What it answers to a JSON body; undefined where there is nothing to send it to. Throws `CliError`. */
  post(path: string, body: object): Promise<unknown>;
}

export async function queryApi(system: System): Promise<QueryApi> {
  const base = system.httpUrl ?? (await findStack(system)).output('HttpUrl');
  if (!URL.canParse(base))
    throw misused(`"${base}" is no URL: ORDERLOG_URL must be one such as http://127.0.0.1:4100.`);
  const signed = system.aws?.endpoint === undefined && system.httpUrl === undefined;
  const request = signed ? (await import('../aws/signed-fetch.ts')).signedFetch : fetch;

  async function ask(path: string, asked?: Asked): Promise<unknown> {
    const url = new URL(path, base);
    const response = await request(url, asked).catch((error: unknown) => {
      throw failed(`${url.origin} does not answer. ${system.advice}`, error);
    });
    const text = await response.text();
    if (response.status === 404 && isProblem(response)) return undefined;
    if (!response.ok) throw failed(`${url.href} answers ${response.status}: ${detailOf(text)}`);
    return JSON.parse(text) as unknown;
  }

  return {
    get: (path) => ask(path),
    post: (path, body) =>
      ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  };
}

/** A request that is no plain GET. */
interface Asked {
  readonly method: string;
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** Whether it is our API that says so: its answers about what it does not have are problem documents. */
function isProblem({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('application/problem+json') ?? false;
}

/** The `detail` or `title` of a problem document (RFC 9457), else the text as it is. */
function detailOf(text: string): string {
  try {
    const problem = JSON.parse(text) as { readonly detail?: string; readonly title?: string };
    return problem.detail ?? problem.title ?? text;
  } catch {
    return text.slice(0, 500);
  }
}
