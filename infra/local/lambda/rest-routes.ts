/** Where each operation of the Lambda API lies. https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */

export interface RestRoute {
  readonly method: string;
  /** Segments in braces are members of the input. */
  readonly path: string;
  readonly operation: string;
  /** Members of the input that stand in the query. */
  readonly query?: readonly string[];
  /** Status of an answer that is not 200. */
  readonly status?: number;
}

const F = '/2015-03-31/functions';
const M = '/2015-03-31/event-source-mappings';
const E = '/2019-09-25/functions/{FunctionName}/event-invoke-config';
const P = '/2019-09-30/functions/{FunctionName}/provisioned-concurrency';
const PAGE = ['Marker', 'MaxItems'];
const QUALIFIER = ['Qualifier'];

/** A route that names more of its query stands before one with the same path that names less. */
export const REST_ROUTES: readonly RestRoute[] = [
  { method: 'POST', path: `${F}/{FunctionName}/invocations`, operation: 'Invoke', query: QUALIFIER },
  { method: 'POST', path: F, operation: 'CreateFunction', status: 201 },
  { method: 'GET', path: F, operation: 'ListFunctions', query: [...PAGE, 'FunctionVersion', 'MasterRegion'] },
  { method: 'GET', path: `${F}/{FunctionName}`, operation: 'GetFunction', query: QUALIFIER },
  { method: 'DELETE', path: `${F}/{FunctionName}`, operation: 'DeleteFunction', query: QUALIFIER, status: 204 },
  { method: 'GET', path: `${F}/{FunctionName}/configuration`, operation: 'GetFunctionConfiguration', query: QUALIFIER },
  { method: 'PUT', path: `${F}/{FunctionName}/configuration`, operation: 'UpdateFunctionConfiguration' },
  { method: 'PUT', path: `${F}/{FunctionName}/code`, operation: 'UpdateFunctionCode' },
  { method: 'POST', path: `${F}/{FunctionName}/versions`, operation: 'PublishVersion', status: 201 },
  { method: 'GET', path: `${F}/{FunctionName}/versions`, operation: 'ListVersionsByFunction', query: PAGE },
  { method: 'POST', path: `${F}/{FunctionName}/aliases`, operation: 'CreateAlias', status: 201 },
  { method: 'GET', path: `${F}/{FunctionName}/aliases`, operation: 'ListAliases', query: [...PAGE, 'FunctionVersion'] },
  { method: 'GET', path: `${F}/{FunctionName}/aliases/{Name}`, operation: 'GetAlias' },
  { method: 'PUT', path: `${F}/{FunctionName}/aliases/{Name}`, operation: 'UpdateAlias' },
  { method: 'DELETE', path: `${F}/{FunctionName}/aliases/{Name}`, operation: 'DeleteAlias', status: 204 },
  { method: 'GET', path: `${F}/{FunctionName}/policy`, operation: 'GetPolicy', query: QUALIFIER },
  { method: 'POST', path: `${F}/{FunctionName}/policy`, operation: 'AddPermission', query: QUALIFIER, status: 201 },
  {
    method: 'DELETE',
    path: `${F}/{FunctionName}/policy/{StatementId}`,
    operation: 'RemovePermission',
    query: [...QUALIFIER, 'RevisionId'],
    status: 204,
  },
  { method: 'POST', path: M, operation: 'CreateEventSourceMapping', status: 202 },
  { method: 'GET', path: M, operation: 'ListEventSourceMappings', query: [...PAGE, 'EventSourceArn', 'FunctionName'] },
  { method: 'GET', path: `${M}/{UUID}`, operation: 'GetEventSourceMapping' },
  { method: 'PUT', path: `${M}/{UUID}`, operation: 'UpdateEventSourceMapping', status: 202 },
  { method: 'DELETE', path: `${M}/{UUID}`, operation: 'DeleteEventSourceMapping', status: 202 },
  { method: 'PUT', path: '/2017-10-31/functions/{FunctionName}/concurrency', operation: 'PutFunctionConcurrency' },
  {
    method: 'DELETE',
    path: '/2017-10-31/functions/{FunctionName}/concurrency',
    operation: 'DeleteFunctionConcurrency',
    status: 204,
  },
  { method: 'GET', path: '/2019-09-30/functions/{FunctionName}/concurrency', operation: 'GetFunctionConcurrency' },
  { method: 'GET', path: P, operation: 'ListProvisionedConcurrencyConfigs', query: ['List', ...PAGE] },
  { method: 'PUT', path: P, operation: 'PutProvisionedConcurrencyConfig', query: QUALIFIER, status: 202 },
  { method: 'GET', path: P, operation: 'GetProvisionedConcurrencyConfig', query: QUALIFIER },
  { method: 'DELETE', path: P, operation: 'DeleteProvisionedConcurrencyConfig', query: QUALIFIER, status: 204 },
  { method: 'PUT', path: E, operation: 'PutFunctionEventInvokeConfig', query: QUALIFIER },
  { method: 'POST', path: E, operation: 'UpdateFunctionEventInvokeConfig', query: QUALIFIER },
  { method: 'GET', path: E, operation: 'GetFunctionEventInvokeConfig', query: QUALIFIER },
  { method: 'DELETE', path: E, operation: 'DeleteFunctionEventInvokeConfig', query: QUALIFIER, status: 204 },
  { method: 'GET', path: `${E}/list`, operation: 'ListFunctionEventInvokeConfigs', query: PAGE },
  { method: 'GET', path: '/2017-03-31/tags/{Resource}', operation: 'ListTags' },
  { method: 'POST', path: '/2017-03-31/tags/{Resource}', operation: 'TagResource', status: 204 },
  {
    method: 'DELETE',
    path: '/2017-03-31/tags/{Resource}',
    operation: 'UntagResource',
    query: ['tagKeys'],
    status: 204,
  },
  { method: 'GET', path: '/2016-08-19/account-settings', operation: 'GetAccountSettings' },
];
