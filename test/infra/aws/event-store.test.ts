import { dynamoEventStore } from '../../../infra/aws/dynamo-event-store.ts';
import { memoryEventStore } from '../../fakes/memory-event-store.ts';
import { eventStoreContract } from './event-store-contract.ts';
import { meteredTables } from './metered-tables.ts';

eventStoreContract('in memory', async () => memoryEventStore());
eventStoreContract('on DynamoDB', async () => dynamoEventStore((await meteredTables()).client, 'events'));
