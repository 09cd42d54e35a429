/** Finds and loads a function's handler in its code directory, as the Node.js runtime of Lambda does. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Handler = (
  event: unknown,
  context: unknown,
  callback?: (error: unknown, result?: unknown) => void,
) => unknown;

/** Takes no part in the handler's own errors: its name is what Lambda shows as `errorType`. */
class LoadError extends Error {
  constructor(type: string, message: string) {
    super(message);
    this.name = type;
  }
}

/** `handler` is such as `index.handler` or `functions/order.handlers.get`. */
export async function loadHandler(directory: string, handler: string, runtime: string): Promise<Handler> {
  const match = /^(.*\/)?([^/.]+)\.(.+)$/.exec(handler);
  if (match === null) throw new LoadError('Runtime.MalformedHandlerName', 'Bad handler');
  const [, folder = '', file = '', path = ''] = match;
  const loaded = await loadModule(directory, folder + file);
  const found = lookUp(loaded, path);
  if (typeof found !== 'function')
    throw new LoadError('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  if (found.length >= 3 && majorVersion(runtime) >= 24)
    throw new LoadError(
      'Runtime.CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
    );
  return found as Handler;
}

async function loadModule(directory: string, name: string): Promise<Record<string, unknown>> {
  const path = ['.js', '.mjs', '.cjs'].map((extension) => join(directory, name + extension)).find(existsSync);
  if (path === undefined) throw new LoadError('Runtime.ImportModuleError', `Error: Cannot find module '${name}'`);
  try {
    return (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  } catch (error) {
    throw asLoadError(error);
  }
}

function asLoadError(error: unknown): unknown {
  if (error instanceof SyntaxError)
    return new LoadError('Runtime.UserCodeSyntaxError', `SyntaxError: ${error.message}`);
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND')
    return new LoadError('Runtime.ImportModuleError', `Error: ${(error as Error).message}`);
  return error;
}

/** A CommonJS module's exports are its default export. */
function lookUp(loaded: Record<string, unknown>, path: string): unknown {
  const within = (root: unknown): unknown =>
    path.split('.').reduce((value, name) => (value as Record<string, unknown> | undefined)?.[name], root);
  return within(loaded) ?? within(loaded['default']);
}

function majorVersion(runtime: string): number {
  return Number(/^nodejs(\d+)/.exec(runtime)?.[1] ?? 0);
}
