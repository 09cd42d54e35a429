/** The operations of the Lambda API, and those the engine itself uses. */

import type { Operation } from '../kernel/service.ts';
import { createAlias, deleteAlias, getAlias, listAliases, updateAlias } from './alias/alias-operations.ts';
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
import { listTags, tagResource, untagResource } from './function/tag-operations.ts';
import {
  deleteFunctionConcurrency,
  getAccountSettings,
  getFunctionConcurrency,
  putFunctionConcurrency,
} from './invoke/concurrency-operations.ts';
import {
  deleteFunctionEventInvokeConfig,
  getFunctionEventInvokeConfig,
  listFunctionEventInvokeConfigs,
  putFunctionEventInvokeConfig,
  updateFunctionEventInvokeConfig,
} from './invoke/event-invoke-config-operations.ts';
import { invoke } from './invoke/invoke.ts';
import {
  deleteProvisionedConcurrencyConfig,
  getProvisionedConcurrencyConfig,
  listProvisionedConcurrencyConfigs,
  putProvisionedConcurrencyConfig,
} from './invoke/provisioned-concurrency.ts';
import {
  createEventSourceMapping,
  deleteEventSourceMapping,
  getEventSourceMapping,
  listEventSourceMappings,
  updateEventSourceMapping,
} from './mapping/mapping-operations.ts';
import { addPermission, getPolicy, removePermission } from './policy/permission-operations.ts';

/** Also reachable over HTTP: see `REST_ROUTES`. */
const API: Readonly<Record<string, Operation>> = {
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
  CreateAlias: createAlias,
  GetAlias: getAlias,
  ListAliases: listAliases,
  UpdateAlias: updateAlias,
  DeleteAlias: deleteAlias,
  PutFunctionConcurrency: putFunctionConcurrency,
  GetFunctionConcurrency: getFunctionConcurrency,
  DeleteFunctionConcurrency: deleteFunctionConcurrency,
  PutProvisionedConcurrencyConfig: putProvisionedConcurrencyConfig,
  GetProvisionedConcurrencyConfig: getProvisionedConcurrencyConfig,
  ListProvisionedConcurrencyConfigs: listProvisionedConcurrencyConfigs,
  DeleteProvisionedConcurrencyConfig: deleteProvisionedConcurrencyConfig,
  PutFunctionEventInvokeConfig: putFunctionEventInvokeConfig,
  UpdateFunctionEventInvokeConfig: updateFunctionEventInvokeConfig,
  GetFunctionEventInvokeConfig: getFunctionEventInvokeConfig,
  ListFunctionEventInvokeConfigs: listFunctionEventInvokeConfigs,
  DeleteFunctionEventInvokeConfig: deleteFunctionEventInvokeConfig,
  ListTags: listTags,
  TagResource: tagResource,
  UntagResource: untagResource,
  GetAccountSettings: getAccountSettings,
};

/** For the engine alone: no route leads to these. */
const INTERNAL: Readonly<Record<string, Operation>> = { CompleteInvocation: completeInvocation, ReadCode: readCode };

export const lambdaOperations: Readonly<Record<string, Operation>> = { ...API, ...INTERNAL };
