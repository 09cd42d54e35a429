/**
 * The CDK app: `npx cdk deploy` puts it on AWS, `npm start` on this machine.
 *
 * `-c stage=NAME` deploys another system of its own, the one that the CLI's `--stage NAME` finds. The times that rebuilds
 * keep to can be changed by `-c rebuildBarrierSeconds=N`, `-c rebuildArchiveLagSeconds=N`, `-c rebuildGraceSeconds=N` and
 * `-c rebuildEventsPerSecond=N`.
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
  barrier: Duration.seconds(5),
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
  times: asGiven(local ? ON_ONE_MACHINE : ON_AWS),
  description: 'Event-sourced orders',
});
if (!local) Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
app.synth();

/** The times, but for those that the context changes. */
function asGiven(times: RebuildTimes): RebuildTimes {
  const seconds = (name: string, otherwise: Duration): Duration =>
    Duration.seconds(wholeNumber(name) ?? otherwise.toSeconds());
  return {
    barrier: seconds('rebuildBarrierSeconds', times.barrier),
    archiveLag: seconds('rebuildArchiveLagSeconds', times.archiveLag),
    grace: seconds('rebuildGraceSeconds', times.grace),
    eventsPerSecond: wholeNumber('rebuildEventsPerSecond') ?? times.eventsPerSecond,
  };
}

function wholeNumber(name: string): number | undefined {
  const given: unknown = app.node.tryGetContext(name);
  if (given === undefined) return undefined;
  if (typeof given === 'string' && /^\d{1,9}$/.test(given)) return Number(given);
  throw new Error(`${name} must be a whole number, not ${JSON.stringify(given)}`);
}

/** `default` is the stack without a name. The longest names made of it are an archive's (48) and a statement id's (64). */
function stageName(stage: unknown): string | undefined {
  if (stage === undefined || stage === 'default') return undefined;
  if (typeof stage === 'string' && /^[A-Za-z][A-Za-z0-9-]{0,29}$/.test(stage)) return stage;
  throw new Error(`stage must be a name of up to 30 letters, digits and hyphens, not ${JSON.stringify(stage)}`);
}
