/** The CloudFormation resource types of Lambda, and the log groups of its functions. */

import type { ResourceProvider } from '../kernel/service.ts';
import { aliasResource } from './resource/alias-resource.ts';
import { eventInvokeConfigResource } from './resource/event-invoke-config-resource.ts';
import { eventSourceMappingResource } from './resource/event-source-mapping-resource.ts';
import { functionResource } from './resource/function-resource.ts';
import { logGroupResource } from './resource/log-group-resource.ts';
import { permissionResource } from './resource/permission-resource.ts';
import { versionResource } from './resource/version-resource.ts';

export const lambdaResources: Readonly<Record<string, ResourceProvider>> = {
  'AWS::Lambda::Function': functionResource,
  'AWS::Lambda::EventSourceMapping': eventSourceMappingResource,
  'AWS::Lambda::Alias': aliasResource,
  'AWS::Lambda::EventInvokeConfig': eventInvokeConfigResource,
  'AWS::Lambda::Version': versionResource,
  'AWS::Lambda::Permission': permissionResource,
  'AWS::Logs::LogGroup': logGroupResource,
};
