/** The CloudFormation resource types of Lambda, and the log groups of its functions. */

import type { ResourceProvider } from '../kernel/service.ts';
import { eventSourceMappingResource } from './resource/event-source-mapping-resource.ts';
import { functionResource } from './resource/function-resource.ts';
import { logGroupResource } from './resource/log-group-resource.ts';
import { permissionResource } from './resource/permission-resource.ts';

export const lambdaResources: Readonly<Record<string, ResourceProvider>> = {
  'AWS::Lambda::Function': functionResource,
  'AWS::Lambda::EventSourceMapping': eventSourceMappingResource,
  'AWS::Lambda::Permission': permissionResource,
  'AWS::Logs::LogGroup': logGroupResource,
};
