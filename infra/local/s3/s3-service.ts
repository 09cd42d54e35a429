/** S3: buckets and objects, over REST and XML. */

import { AwsError } from '../kernel/aws-error.ts';
import type { Context } from '../kernel/context.ts';
import type { Operation, Service } from '../kernel/service.ts';
import type { WireRequest, WireResponse } from '../kernel/wire.ts';
import { absentConfigurationOperations } from './bucket/absent-configurations.ts';
import { bucketOperations } from './bucket/bucket-operations.ts';
import { bucketPolicyOperations } from './bucket/bucket-policy.ts';
import { bucketPolicyResource } from './bucket/bucket-policy-resource.ts';
import { bucketResource } from './bucket/bucket-resource.ts';
import { bucketTagging } from './bucket/bucket-tagging.ts';
import { configurationOperations } from './bucket/configuration-operations.ts';
import { runLifecycle } from './bucket/lifecycle.ts';
import { corsHeaders, preflight, withCors } from './cors/cors-headers.ts';
import { isForm, receiveForm } from './form/receive-form.ts';
import { listObjectVersions } from './listing/list-object-versions.ts';
import { listObjects, listObjectsV2 } from './listing/list-objects.ts';
import { completeMultipartUpload } from './multipart/complete-upload.ts';
import { createMultipartUpload } from './multipart/create-upload.ts';
import { abortMultipartUpload, listMultipartUploads, listParts } from './multipart/list-uploads.ts';
import { uploadPart, uploadPartCopy } from './multipart/upload-part.ts';
import { deliverNotification } from './notification/deliver-notification.ts';
import { notificationOperations } from './notification/notification-operations.ts';
import { accessControlLists } from './object/access-control-lists.ts';
import { copyObject } from './object/copy-object.ts';
import { deleteObject, deleteObjects } from './object/delete-object.ts';
import { getObject, headObject } from './object/get-object.ts';
import { getObjectAttributes } from './object/object-attributes.ts';
import { objectTagging } from './object/object-tagging.ts';
import { postObject, putObject } from './object/put-object.ts';
import { checkPresignedUrl } from './signature/presigned-url.ts';
import { chooseRoute } from './wire/choose-route.ts';
import { readInput } from './wire/read-input.ts';
import { refuse, requestIds } from './wire/refuse.ts';
import { s3Request, type S3Request } from './wire/s3-request.ts';
import { writeOutput, type Output } from './wire/write-output.ts';

/**
 * Inputs and outputs as in the API reference, except: times in outputs are milliseconds, bodies are bytes (inputs may
 * also be text), and configurations of buckets are as their XML reads. PostObject is what a form's upload does.
 */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...bucketOperations,
  ...bucketPolicyOperations,
  ...bucketTagging,
  ...configurationOperations,
  ...notificationOperations,
  ...absentConfigurationOperations,
  ...objectTagging,
  ...accessControlLists,
  PutObject: putObject,
  PostObject: postObject,
  GetObject: getObject,
  HeadObject: headObject,
  GetObjectAttributes: getObjectAttributes,
  CopyObject: copyObject,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  ListObjectVersions: listObjectVersions,
  CreateMultipartUpload: createMultipartUpload,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
  CompleteMultipartUpload: completeMultipartUpload,
  AbortMultipartUpload: abortMultipartUpload,
  ListParts: listParts,
  ListMultipartUploads: listMultipartUploads,
};

function answer(context: Context, request: S3Request, wireRequest: WireRequest): WireResponse {
  checkPresignedUrl(context, wireRequest);
  if (isForm(request)) return receiveForm(context, request, wireRequest);
  const route = chooseRoute(request);
  const operation = OPERATIONS[route.operation];
  if (operation === undefined) throw new Error(`no operation ${route.operation}`);
  const input = readInput(request);
  const output = operation(context, { ...input, ...route.body?.(request.content, input) });
  return writeOutput(route, output as Output);
}

export function s3Service(): Service {
  return {
    name: 's3',
    operations: OPERATIONS,
    serve(context, wireRequest) {
      const request = s3Request(wireRequest);
      if (request.method === 'OPTIONS') return preflight(context, request);
      const cors = corsHeaders(context, request);
      try {
        const response = answer(context, request, wireRequest);
        return { ...response, headers: { ...requestIds(context.requestId), ...cors, ...response.headers } };
      } catch (error) {
        throw error instanceof AwsError ? withCors(error, cors) : error;
      }
    },
    refuse,
    tasks: { DeliverNotification: deliverNotification, RunLifecycle: runLifecycle },
    resources: { 'AWS::S3::Bucket': bucketResource, 'AWS::S3::BucketPolicy': bucketPolicyResource },
  };
}
