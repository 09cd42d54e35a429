/** The whole system: from what producers say, to the log, to the read models and their answers. */

import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { customerOrders } from '../../projections/customer-orders/customer-orders.ts';
import { gallery } from '../../projections/gallery/gallery.ts';
import { order } from '../../projections/order/order.ts';
import { productDemand } from '../../projections/product-demand/product-demand.ts';
import { sales } from '../../projections/sales/sales.ts';
import { ControlTable } from './constructs/control-table.ts';
import { CustomerMail, senderAddress } from './constructs/customer-mail.ts';
import { EventLog } from './constructs/event-log.ts';
import { Intake } from './constructs/intake.ts';
import { NodeFunction } from './constructs/node-function.ts';
import { Pictures } from './constructs/pictures.ts';
import { QueryApi } from './constructs/query-api.ts';
import { ReadModel, type RebuildTimes } from './constructs/read-model.ts';
import { RecordedEvents } from './constructs/recorded-events.ts';

export interface OrderlogStackProps extends StackProps {
  /** Answer everybody without a signature: only where nobody else can reach the API. */
  readonly openApi: boolean;
  /** Keeps the names of this system apart from others of the account. */
  readonly stage?: string | undefined;
  readonly times: RebuildTimes;
}

export class OrderlogStack extends Stack {
  constructor(scope: Construct, id: string, { openApi, stage, times, ...props }: OrderlogStackProps) {
    super(scope, id, props);
    const suffix = stage === undefined ? '' : `-${stage}`;
    const recorded = new RecordedEvents(this, 'Recorded', { busName: `orderlog${suffix}` });
    const log = new EventLog(this, 'Log', { recordedBus: recorded.bus });
    const relay = recorded.relay(log.table, log.quarantine);

    const unroutable = new NodeFunction(this, 'Unroutable', {
      description: 'Quarantines what names no order',
      entry: 'projections/recorder/unroutable/lambda.ts',
      timeout: Duration.seconds(30),
      memorySize: 256,
      environment: { QUARANTINE_BUCKET: log.quarantine.bucketName, RECORDED_BUS: recorded.bus.eventBusName },
    });
    log.quarantine.grantKeep(unroutable);
    recorded.bus.grantPutEventsTo(unroutable);
    recorded.closeToAllBut([relay, log.recorder, unroutable].flatMap(({ role }) => role ?? []));
    const intake = new Intake(this, 'Intake', {
      busName: `orderlog-intake${suffix}`,
      stream: log.intake,
      unroutable,
    });

    const control = new ControlTable(this, 'Control');
    const feed = { recorded, eventStore: log.table, control, times };
    const orderModel = new ReadModel(this, 'Order', { feed, projection: order });
    const salesModel = new ReadModel(this, 'Sales', { feed, projection: sales });
    const productDemandModel = new ReadModel(this, 'ProductDemand', { feed, projection: productDemand });
    const customerOrdersModel = new ReadModel(this, 'CustomerOrders', { feed, projection: customerOrders });
    const galleryModel = new ReadModel(this, 'Gallery', { feed, projection: gallery });
    const pictures = new Pictures(this, 'Pictures', { intake: log.intake, bus: recorded.bus });

    const mail = new CustomerMail(this, 'CustomerMail', {
      bus: recorded.bus,
      eventStore: log.table,
      sender: senderAddress(this.node.tryGetContext('sender'), suffix),
    });

    const queries = new QueryApi(this, 'Api', { open: openApi });
    queries.route('GetOrder', '/orders/{id}', {
      description: 'One order as it stands',
      entry: 'projections/order/get-order/lambda.ts',
      reads: orderModel.reads,
    });
    queries.route('GetOrderEvents', '/orders/{id}/events', {
      description: 'The events of one order',
      entry: 'projections/order/get-order-events/lambda.ts',
      reads: { EVENT_STORE_TABLE: log.table },
    });
    queries.route('GetSales', '/sales', {
      description: 'Sales by day',
      entry: 'projections/sales/get-sales/lambda.ts',
      reads: salesModel.reads,
    });
    queries.route('GetDemand', '/products/demand', {
      description: 'What orders want of each product',
      entry: 'projections/product-demand/get-demand/lambda.ts',
      reads: productDemandModel.reads,
    });
    queries.route('GetCustomerOrders', '/customers/{id}/orders', {
      description: 'The orders of one customer',
      entry: 'projections/customer-orders/get-customer-orders/lambda.ts',
      reads: customerOrdersModel.reads,
    });
    pictures.addRoutes(queries, log.table, galleryModel);
    queries.route('GetHealth', '/health', {
      description: 'Whether the API answers',
      entry: 'projections/health/lambda.ts',
      open: true,
    });

    const outputs = {
      HttpUrl: queries.api.apiEndpoint,
      IntakeBusName: intake.bus.eventBusName,
      RecordedBusName: recorded.bus.eventBusName,
      IntakeStreamName: log.intake.streamName,
      EventStoreTableName: log.table.tableName,
      ArchiveName: recorded.archive.archiveName,
      QuarantineBucketName: log.quarantine.bucketName,
      UploadsBucketName: pictures.uploads.bucketName,
      PicturesBucketName: pictures.pictures.bucketName,
      ControlTableName: control.tableName,
      MailTopicArn: mail.topic.topicArn,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
