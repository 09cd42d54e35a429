/** The CDK app: `npx cdk deploy` puts it on AWS, `npm start` on this machine. */

import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { OrderlogStack } from './orderlog-stack.ts';

const app = new App();
const local = app.node.tryGetContext('local') === 'true';
new OrderlogStack(app, 'Orderlog', { openApi: local, description: 'Event-sourced orders' });
if (!local) Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
app.synth();
