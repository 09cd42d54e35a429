/** The least a function that reads DynamoDB has to load. */

import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

export const handler = () => client.send(new GetItemCommand({ TableName: 'table', Key: {} }));
