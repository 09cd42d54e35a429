/** `AWS::ApiGatewayV2::Stage`: a name under which the API is served. */

import type { ResourceProvider } from '../kernel/service.ts';
import { all, forget, save } from './api-record.ts';

interface StageProperties {
  readonly ApiId: string;
  readonly StageName: string;
  readonly AutoDeploy?: boolean;
  readonly StageVariables?: Readonly<Record<string, string>>;
}

export const stageResource: ResourceProvider = {
  properties: ['ApiId', 'StageName', 'AutoDeploy', 'StageVariables'],
  ignored: {
    AccessLogSettings: "there is no log group; the functions' own log lines go to the terminal",
    DefaultRouteSettings: 'throttling and metrics protect and observe a shared service; here is one user',
    Description: 'only a label',
    RouteSettings: 'throttling and metrics protect and observe a shared service; here is one user',
    Tags: 'nothing is billed or searched by tag',
  },
  apply({ tx, caller }, { properties }) {
    const {
      ApiId: apiId,
      StageName: stageName,
      AutoDeploy,
      StageVariables: variables = {},
    } = properties as StageProperties;
    const autoDeploy = AutoDeploy === true;
    save(tx, caller.account, 'stage', [apiId, stageName], { apiId, stageName, autoDeploy, variables });
    return { ref: stageName, attributes: {} };
  },
  remove({ tx, caller: { account } }, ref) {
    const stages = all(tx, account, 'stage').filter(({ stageName }) => stageName === ref);
    for (const { apiId } of stages) forget(tx, account, 'stage', apiId, ref);
  },
};
