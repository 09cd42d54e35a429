/** Which operation a request means, and how its input and output stand on the wire. */

import { ABSENT_CONFIGURATIONS } from '../bucket/absent-configurations.ts';
import { CONFIGURATIONS } from '../bucket/configurations.ts';
import { BODY_READERS, type BodyReader } from './read-body.ts';

export interface Route {
  readonly operation: string;
  readonly method: string;
  readonly on: 'service' | 'bucket' | 'object';
  /** Query parameters that must all be there. */
  readonly query?: readonly string[];
  /** A header that must be there. */
  readonly header?: string;
  /** What the content of the request adds to the input. */
  readonly body?: BodyReader;
  /** The root element of the answer; without one all output is in headers. */
  readonly root?: string;
  /** The output member that is the whole document. */
  readonly document?: string;
  /** Output members in headers although there is a document. */
  readonly headers?: readonly string[];
  readonly status?: number;
}

const { bytes, completedParts, deleteList, location, policy, tagging, versioning, configuration } = BODY_READERS;
const COPY = 'x-amz-copy-source';
const WITH_VERSION = ['VersionId'];
const NO_CONTENT = 204;

const OBJECT_ROUTES: readonly Omit<Route, 'on'>[] = [
  { operation: 'GetObject', method: 'GET' },
  { operation: 'HeadObject', method: 'HEAD' },
  { operation: 'PutObject', method: 'PUT', body: bytes },
  { operation: 'DeleteObject', method: 'DELETE', status: NO_CONTENT },
  {
    operation: 'CopyObject',
    method: 'PUT',
    header: COPY,
    root: 'CopyObjectResult',
    document: 'CopyObjectResult',
    headers: ['ServerSideEncryption', 'CopySourceVersionId', 'VersionId'],
  },
  {
    operation: 'GetObjectAttributes',
    method: 'GET',
    query: ['attributes'],
    root: 'GetObjectAttributesResponse',
    headers: ['LastModified', 'VersionId'],
  },
  { operation: 'GetObjectAcl', method: 'GET', query: ['acl'], root: 'AccessControlPolicy' },
  { operation: 'PutObjectAcl', method: 'PUT', query: ['acl'] },
  { operation: 'GetObjectTagging', method: 'GET', query: ['tagging'], root: 'Tagging', headers: WITH_VERSION },
  { operation: 'PutObjectTagging', method: 'PUT', query: ['tagging'], body: tagging },
  { operation: 'DeleteObjectTagging', method: 'DELETE', query: ['tagging'], status: NO_CONTENT },
  {
    operation: 'CreateMultipartUpload',
    method: 'POST',
    query: ['uploads'],
    root: 'InitiateMultipartUploadResult',
    headers: ['ServerSideEncryption', 'ChecksumAlgorithm', 'ChecksumType'],
  },
  { operation: 'UploadPart', method: 'PUT', query: ['partNumber', 'uploadId'], body: bytes },
  {
    operation: 'UploadPartCopy',
    method: 'PUT',
    query: ['partNumber', 'uploadId'],
    header: COPY,
    root: 'CopyPartResult',
    document: 'CopyPartResult',
    headers: ['ServerSideEncryption', 'CopySourceVersionId'],
  },
  {
    operation: 'CompleteMultipartUpload',
    method: 'POST',
    query: ['uploadId'],
    body: completedParts,
    root: 'CompleteMultipartUploadResult',
    headers: ['ServerSideEncryption', 'VersionId'],
  },
  { operation: 'AbortMultipartUpload', method: 'DELETE', query: ['uploadId'], status: NO_CONTENT },
  { operation: 'ListParts', method: 'GET', query: ['uploadId'], root: 'ListPartsResult' },
];

const BUCKET_ROUTES: readonly Omit<Route, 'on'>[] = [
  { operation: 'CreateBucket', method: 'PUT', body: location },
  { operation: 'DeleteBucket', method: 'DELETE', status: NO_CONTENT },
  { operation: 'HeadBucket', method: 'HEAD' },
  { operation: 'ListObjects', method: 'GET', root: 'ListBucketResult' },
  { operation: 'ListObjectsV2', method: 'GET', query: ['list-type'], root: 'ListBucketResult' },
  { operation: 'ListObjectVersions', method: 'GET', query: ['versions'], root: 'ListVersionsResult' },
  { operation: 'ListMultipartUploads', method: 'GET', query: ['uploads'], root: 'ListMultipartUploadsResult' },
  { operation: 'DeleteObjects', method: 'POST', query: ['delete'], body: deleteList, root: 'DeleteResult' },
  {
    operation: 'GetBucketLocation',
    method: 'GET',
    query: ['location'],
    root: 'LocationConstraint',
    document: 'LocationConstraint',
  },
  { operation: 'GetBucketVersioning', method: 'GET', query: ['versioning'], root: 'VersioningConfiguration' },
  { operation: 'PutBucketVersioning', method: 'PUT', query: ['versioning'], body: versioning },
  { operation: 'GetBucketPolicy', method: 'GET', query: ['policy'], document: 'Policy' },
  { operation: 'PutBucketPolicy', method: 'PUT', query: ['policy'], body: policy, status: NO_CONTENT },
  { operation: 'DeleteBucketPolicy', method: 'DELETE', query: ['policy'], status: NO_CONTENT },
  { operation: 'GetBucketAcl', method: 'GET', query: ['acl'], root: 'AccessControlPolicy' },
  { operation: 'PutBucketAcl', method: 'PUT', query: ['acl'] },
  { operation: 'GetBucketTagging', method: 'GET', query: ['tagging'], root: 'Tagging' },
  { operation: 'PutBucketTagging', method: 'PUT', query: ['tagging'], body: tagging, status: NO_CONTENT },
  { operation: 'DeleteBucketTagging', method: 'DELETE', query: ['tagging'], status: NO_CONTENT },
  {
    operation: 'GetBucketNotificationConfiguration',
    method: 'GET',
    query: ['notification'],
    root: 'NotificationConfiguration',
    document: 'Configuration',
  },
  {
    operation: 'PutBucketNotificationConfiguration',
    method: 'PUT',
    query: ['notification'],
    body: configuration('NotificationConfiguration'),
  },
  ...CONFIGURATIONS.flatMap(({ operation, subresource, root }): Omit<Route, 'on'>[] => [
    { operation: `Get${operation}`, method: 'GET', query: [subresource], root, document: 'Configuration' },
    { operation: `Put${operation}`, method: 'PUT', query: [subresource], body: configuration(root) },
    { operation: `Delete${operation}`, method: 'DELETE', query: [subresource], status: NO_CONTENT },
  ]),
  ...ABSENT_CONFIGURATIONS.map(({ operation, subresource, root }): Omit<Route, 'on'> => {
    return { operation, method: 'GET', query: [subresource], root };
  }),
];

export const ROUTES: readonly Route[] = [
  { operation: 'ListBuckets', method: 'GET', on: 'service', root: 'ListAllMyBucketsResult' },
  ...BUCKET_ROUTES.map((route): Route => ({ ...route, on: 'bucket' })),
  ...OBJECT_ROUTES.map((route): Route => ({ ...route, on: 'object' })),
];
