/** The pictures of orders: where they are uploaded, what is made of them, and what removes them. */

import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import { HttpMethods } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { NodeFunction } from './node-function.ts';
import { ObjectNotices } from './object-notices.ts';
import { PrivateBucket } from './private-bucket.ts';
import type { QueryApi } from './query-api.ts';
import type { ReadModel } from './read-model.ts';
import { Subscription } from './subscription.ts';

export interface PicturesProps {
  /** Where what became of an upload is published. */
  readonly intake: Stream;
  /** The bus of recorded events. */
  readonly bus: IEventBus;
}

/**
 * Of 50 megapixels a 16-bit interlaced PNG with alpha takes the most: 1,470 MB, Node and the upload included (measured by
 * test/bench/images.ts on two x64 cores). An AVIF takes 1,090 MB, a WebP 730 MB, anything else less than 670 MB. A third
 * more is for the clients, and what earlier pictures left of the heap.
 */
const INTAKE_MEMORY_MB = 2_048;

export class Pictures extends Construct {
  readonly uploads: PrivateBucket;
  readonly pictures: PrivateBucket;
  private readonly intake: Stream;

  constructor(scope: Construct, id: string, { intake, bus }: PicturesProps) {
    super(scope, id);
    this.intake = intake;
    this.uploads = new PrivateBucket(this, 'Uploads', {
      unlogged: 'Each upload is asked for at the API, and ends as an event.',
      cors: [{ allowedMethods: [HttpMethods.POST], allowedOrigins: ['*'], allowedHeaders: ['*'], maxAge: 3_600 }],
      lifecycleRules: [
        { prefix: 'uploads/', expiration: Duration.days(30), abortIncompleteMultipartUploadAfter: Duration.days(1) },
        { prefix: 'quarantine/', expiration: Duration.days(90) },
      ],
    });
    this.pictures = new PrivateBucket(this, 'Bucket', {
      unlogged: 'Who sees a picture was given its address by the API, which logs that.',
      cors: [{ allowedMethods: [HttpMethods.GET], allowedOrigins: ['*'], allowedHeaders: ['*'], maxAge: 3_600 }],
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
    const images = this.imageIntake();
    new ObjectNotices(this, 'Uploaded', {
      bucket: this.uploads,
      prefix: 'uploads/',
      handler: images,
      maxConcurrency: 5,
    });
    const remover = this.fileRemover();
    new Subscription(this, 'Hidden', {
      bus,
      events: ['ImageHidden'],
      handler: remover,
      batchSize: 10,
      maxConcurrency: 2,
    });
  }

  private imageIntake(): NodeFunction {
    const { uploads, pictures, intake } = this;
    const images = new NodeFunction(this, 'Images', {
      description: 'Makes pictures of uploads, or sets them aside, and tells the log',
      entry: 'producers/images/lambda.ts',
      native: ['sharp'],
      timeout: Duration.minutes(2),
      memorySize: INTAKE_MEMORY_MB,
      environment: { ...this.bucketNames(), INTAKE_STREAM: intake.streamName },
    });
    uploads.allow(images, 'uploads/*', 's3:GetObject', 's3:DeleteObject');
    uploads.allow(images, 'quarantine/*', 's3:PutObject');
    pictures.allow(images, 'thumbnails/*', 's3:GetObject', 's3:PutObject');
    for (const bucket of [uploads, pictures]) bucket.allowToMiss(images);
    this.grantPublish(images);
    return images;
  }

  private fileRemover(): NodeFunction {
    const { uploads, pictures } = this;
    const remover = new NodeFunction(this, 'RemoveFiles', {
      description: 'Removes the files of images that were hidden',
      entry: 'producers/images/remove-files/lambda.ts',
      timeout: Duration.seconds(30),
      memorySize: 512,
      environment: this.bucketNames(),
    });
    uploads.allow(remover, 'uploads/*', 's3:GetObject', 's3:DeleteObject');
    uploads.allow(remover, 'quarantine/*', 's3:DeleteObject');
    pictures.allow(remover, 'thumbnails/*/event.json', 's3:GetObject');
    pictures.allow(remover, 'thumbnails/*.webp', 's3:DeleteObject');
    for (const bucket of [uploads, pictures]) bucket.allowToMiss(remover);
    return remover;
  }

  /** The routes of an order's pictures. A signed address or form can do what its signer may, and no more. */
  addRoutes(api: QueryApi, eventStore: Table, gallery: ReadModel): void {
    const path = '/orders/{id}/images';
    const requestUpload = api.route('RequestUpload', path, {
      method: 'POST',
      description: 'A form by which a picture can be uploaded',
      entry: 'producers/images/request-upload/lambda.ts',
      reads: { EVENT_STORE_TABLE: eventStore },
      environment: { UPLOADS_BUCKET: this.uploads.bucketName },
    });
    this.uploads.allow(requestUpload, 'uploads/*', 's3:PutObject');
    const getImages = api.route('GetImages', path, {
      description: 'The pictures of one order',
      entry: 'projections/gallery/get-images/lambda.ts',
      reads: { ...gallery.reads, EVENT_STORE_TABLE: eventStore },
      environment: { PICTURES_BUCKET: this.pictures.bucketName },
    });
    this.pictures.allow(getImages, 'thumbnails/*.webp', 's3:GetObject');
    const hideImage = api.route('HideImage', `${path}/{imageId}`, {
      method: 'DELETE',
      description: 'Hides a picture',
      entry: 'producers/images/hide-image/lambda.ts',
      reads: gallery.reads,
      environment: { PICTURES_BUCKET: this.pictures.bucketName, INTAKE_STREAM: this.intake.streamName },
    });
    this.pictures.allow(hideImage, 'thumbnails/*/hidden.json', 's3:GetObject', 's3:PutObject');
    this.grantPublish(hideImage);
  }

  private bucketNames(): { UPLOADS_BUCKET: string; PICTURES_BUCKET: string } {
    return { UPLOADS_BUCKET: this.uploads.bucketName, PICTURES_BUCKET: this.pictures.bucketName };
  }

  private grantPublish(grantee: NodeFunction): void {
    Grant.addToPrincipal({ grantee, actions: ['kinesis:PutRecords'], resourceArns: [this.intake.streamArn] });
  }
}
