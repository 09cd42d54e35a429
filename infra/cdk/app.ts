/**
 * The CDK app: `npx cdk deploy` puts it on AWS, `npm start` on this machine.
 *
 * `-c stage=NAME` deploys another system of its own, the one that the CLI's `--stage NAME` finds.
 */

import { App, Duration, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { RebuildTimes } from './constructs/read-model.ts';
import { OrderlogStack } from './orderlog-stack.ts';

/** The archive lags behind by minutes: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive-event.html */
const ON_AWS: RebuildTimes = {
  barrier: Duration.seconds(60),
  archiveLag: Duration.minutes(10),
  grace: Duration.days(1),
  eventsPerSecond: 1_000,
};
const ON_ONE_MACHINE: RebuildTimes = {
  barrier: Duration.seconds(2),
  archiveLag: Duration.seconds(0),
  grace: Duration.minutes(2),
  eventsPerSecond: 1_000_000,
};

const app = new App();
const local = app.node.tryGetContext('local') === 'true';
const stage = stageName(app.node.tryGetContext('stage'));
new OrderlogStack(app, stage === undefined ? 'Orderlog' : `Orderlog-${stage}`, {
  stage,
  openApi: local,
  times: local ? ON_ONE_MACHINE : ON_AWS,
  description: 'Event-sourced orders',
});
if (!local) Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
app.synth();

/** `default` is the stack without a name. The longest names made of it are an archive's (48) and a statement id's (64). */
function stageName(stage: unknown): string | undefined {
  if (stage === undefined || stage === 'default') return undefined;
  if (typeof stage === 'string' && /^[A-Za-z][A-Za-z0-9-]{0,29}$/.test(stage)) return stage;
  throw new Error(`stage must be a name of up to 30 letters, digits and hyphens, not ${JSON.stringify(stage)}`);
}
