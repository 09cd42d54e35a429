/** A cloud assembly with a table, a queue, a function and an HTTP API, as `cdk synth` would leave it. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Template } from '../../../../infra/local/template/template.ts';

const ASSET = 'asset.notes';

/** Where a note goes: into the table, and its id to the queue. */
const HANDLER = `
  import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
  import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
  const table = new DynamoDBClient();
  const queue = new SQSClient();
  export async function handler({ requestContext: { http: { method } }, pathParameters: { id }, body }) {
    if (method === 'PUT') {
      console.log(JSON.stringify({ level: 30, msg: 'kept', id }));
      await table.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { id: { S: id }, text: { S: body } } }));
      await queue.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: id }));
      return { statusCode: 204 };
    }
    const { Item: item } = await table.send(new GetItemCommand({ TableName: process.env.TABLE, Key: { id: { S: id } } }));
    return item === undefined ? { statusCode: 404 } : { statusCode: 200, body: item.text.S };
  }
`;

const allow = (Action: string[], logicalId: string) => ({
  Effect: 'Allow' as const,
  Action,
  Resource: { 'Fn::GetAtt': [logicalId, 'Arn'] },
});

const TEMPLATE: Template = {
  Resources: {
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: 'notes',
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      },
    },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'noted' } },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
        },
        Policies: [
          {
            PolicyName: 'notes',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                allow(['dynamodb:PutItem', 'dynamodb:GetItem'], 'Table'),
                allow(['sqs:SendMessage'], 'Queue'),
              ],
            },
          },
        ],
      },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Code: { S3Bucket: { 'Fn::Sub': 'assets-${AWS::AccountId}' }, S3Key: 'notes.zip' },
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Timeout: 10,
        Environment: { Variables: { TABLE: { Ref: 'Table' }, QUEUE: { Ref: 'Queue' } } },
      },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { Ref: 'Function' },
        Principal: 'apigateway.amazonaws.com',
        SourceArn: {
          'Fn::Sub': 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/*/notes/{id}',
        },
      },
    },
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'Notes', ProtocolType: 'HTTP' } },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['Function', 'Arn'] },
        PayloadFormatVersion: '2.0',
      },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: 'ANY /notes/{id}',
        Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
      },
    },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true, AccessLogSettings: {} },
    },
  },
  Outputs: {
    HttpUrl: { Value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } },
    QueueUrl: { Value: { Ref: 'Queue' } },
    TableName: { Value: { Ref: 'Table' } },
  },
};

/** Writes the assembly into the directory; `change` may alter its resources. */
export async function smallAssembly(
  directory: string,
  change: (resources: Record<string, Template['Resources'][string]>) => void = () => undefined,
): Promise<string> {
  const template = structuredClone(TEMPLATE);
  change(template.Resources);
  mkdirSync(join(directory, ASSET), { recursive: true });
  await build({
    stdin: { contents: HANDLER, resolveDir: import.meta.dirname },
    outfile: join(directory, ASSET, 'index.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const files = {
    'manifest.json': {
      artifacts: {
        Notes: {
          type: 'aws:cloudformation:stack',
          dependencies: ['Notes.assets'],
          properties: { templateFile: 'Notes.json' },
        },
        'Notes.assets': { type: 'cdk:asset-manifest', properties: { file: 'Notes.assets.json' } },
      },
    },
    'Notes.json': template,
    'Notes.assets.json': {
      files: {
        notes: { source: { path: ASSET, packaging: 'zip' }, destinations: { here: { objectKey: 'notes.zip' } } },
      },
    },
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), JSON.stringify(content));
  return directory;
}
