/** The operations of the Lambda API, and those the engine itself uses. */

import type { Operation } from '../kernel/service.ts';
import {
  createFunction,
  deleteFunction,
  updateFunctionCode,
  updateFunctionConfiguration,
} from './function/create-function.ts';
import {
  getFunction,
  getFunctionConfiguration,
  listFunctions,
  listVersionsByFunction,
} from './function/describe-function.ts';
import { readCode } from './function/function-code.ts';
import { publishVersion } from './function/publish-version.ts';
import { completeInvocation } from './invoke/complete-invocation.ts';
import { invoke } from './invoke/invoke.ts';
import {
  createEventSourceMapping,
  deleteEventSourceMapping,
  getEventSourceMapping,
  listEventSourceMappings,
  updateEventSourceMapping,
} from './mapping/mapping-operations.ts';
import { addPermission, getPolicy, removePermission } from './policy/permission-operations.ts';

export const lambdaOperations: Readonly<Record<string, Operation>> = {
  Invoke: invoke,
  CreateFunction: createFunction,
  UpdateFunctionCode: updateFunctionCode,
  UpdateFunctionConfiguration: updateFunctionConfiguration,
  DeleteFunction: deleteFunction,
  GetFunction: getFunction,
  GetFunctionConfiguration: getFunctionConfiguration,
  ListFunctions: listFunctions,
  PublishVersion: publishVersion,
  ListVersionsByFunction: listVersionsByFunction,
  AddPermission: addPermission,
  RemovePermission: removePermission,
  GetPolicy: getPolicy,
  CreateEventSourceMapping: createEventSourceMapping,
  GetEventSourceMapping: getEventSourceMapping,
  ListEventSourceMappings: listEventSourceMappings,
  UpdateEventSourceMapping: updateEventSourceMapping,
  DeleteEventSourceMapping: deleteEventSourceMapping,
  CompleteInvocation: completeInvocation,
  ReadCode: readCode,
};
