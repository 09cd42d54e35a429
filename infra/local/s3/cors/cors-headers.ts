/** What a bucket tells browsers about requests from other origins: before them, and with their answers. https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html */

import { AwsError } from '../../kernel/aws-error.ts';
import type { Context } from '../../kernel/context.ts';
import type { WireResponse } from '../../kernel/wire.ts';
import { s3Error } from '../s3-error.ts';
import { bucketNamed, findBucket, type BucketRecord } from '../store/bucket-store.ts';
import type { S3Request } from '../wire/s3-request.ts';
import type { XmlTree } from '../wire/xml-body.ts';
import { corsRules, ruleFor, type BrowserRequest, type CorsRule } from './cors-rules.ts';

type Headers = Readonly<Record<string, string>>;

const VARY = { vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method' };

/** Answers an OPTIONS request. Throws BadRequest for what is no preflight, AccessForbidden for one that is refused. */
export function preflight({ tx }: Context, request: S3Request): WireResponse {
  const { origin, 'access-control-request-method': method, ...headers } = request.headers;
  if (origin === undefined) throw badRequest('Insufficient information. Origin request header needed.');
  if (method === undefined) throw badRequest('Invalid Access-Control-Request-Method: null');
  const asked = headers['access-control-request-headers']?.split(',') ?? [];
  const rules = request.bucket === undefined ? [] : rulesOf(bucketNamed(tx, request.bucket));
  const details = { Method: method, ResourceType: request.key === undefined ? 'BUCKET' : 'OBJECT' };
  if (rules.length === 0) throw forbidden('CORS is not enabled for this bucket.', details);
  const rule = ruleFor(rules, { origin, method, headers: asked });
  if (rule === undefined) throw forbidden(NOT_ALLOWED, details);
  return {
    status: 200,
    headers: {
      ...headersOf(rule, origin),
      ...(asked.length > 0 && {
        'access-control-allow-headers': asked.map((name) => name.trim().toLowerCase()).join(', '),
      }),
    },
    body: '',
  };
}

/** The headers for the answer to any other request; none if it comes from no browser page, or from one no rule allows. */
export function corsHeaders({ tx }: Context, { bucket: name, method, headers }: S3Request): Headers {
  const { origin } = headers;
  if (origin === undefined || name === undefined) return {};
  const bucket = findBucket(tx, name);
  const request: BrowserRequest = { origin, method, headers: [] };
  const rule = bucket === undefined ? undefined : ruleFor(rulesOf(bucket), request);
  return rule === undefined ? {} : headersOf(rule, origin);
}

/** The refusal with the headers, without which a page could not read why. */
export function withCors(error: AwsError, headers: Headers): AwsError {
  const { code, message, status, members } = error;
  return new AwsError(code, message, { status, members: { ...members, headers: { ...headers, ...own(members) } } });
}

function own(members: Readonly<Record<string, unknown>>): Headers {
  return (members['headers'] as Headers | undefined) ?? {};
}

function rulesOf({ configurations }: BucketRecord): CorsRule[] {
  return corsRules((configurations['cors'] ?? {}) as XmlTree);
}

/** A rule for everyone names everyone; any other repeats the origin, and allows it to send what identifies its user. */
function headersOf({ origins, methods, exposed, maxAgeSeconds }: CorsRule, origin: string): Headers {
  const everyone = origins.includes('*');
  return {
    'access-control-allow-origin': everyone ? '*' : origin,
    'access-control-allow-methods': methods.join(', '),
    ...(exposed.length > 0 && { 'access-control-expose-headers': exposed.join(', ') }),
    ...(maxAgeSeconds !== undefined && { 'access-control-max-age': maxAgeSeconds }),
    ...(!everyone && { 'access-control-allow-credentials': 'true' }),
    ...VARY,
  };
}

/** As S3 spells it. */
const NOT_ALLOWED =
  "This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";

function forbidden(reason: string, details: Readonly<Record<string, string>>): AwsError {
  return s3Error('AccessForbidden', 403, `CORSResponse: ${reason}`, details);
}

function badRequest(message: string): AwsError {
  return s3Error('BadRequest', 400, message);
}
