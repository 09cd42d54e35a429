/** The HTTP API: a function for each route, all with one configuration of CORS and authorization. */

import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { NodeFunction } from './node-function.ts';

export interface RouteProps {
  /** `GET` unless told. */
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly description: string;
  /** The function's `lambda.ts`, from the repository's root. */
  readonly entry: string;
  /** The tables it reads, by the name of the environment variable that tells it. */
  readonly reads?: Readonly<Record<string, Table>>;
  /** What else it is told by its environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether anybody may ask. */
  readonly open?: boolean;
}

export class QueryApi extends Construct {
  readonly api: HttpApi;
  private readonly authorizer: IHttpRouteAuthorizer;

  /** `open` switches authorization off: for one machine, where nobody else can reach the API. */
  constructor(scope: Construct, id: string, { open }: { readonly open: boolean }) {
    super(scope, id);
    this.authorizer = open ? new HttpNoneAuthorizer() : new HttpIamAuthorizer();
    this.api = new HttpApi(this, 'Http', {
      description: 'Answers from the read models',
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: ['*'],
        allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST, CorsHttpMethod.DELETE],
        allowHeaders: ['authorization', 'content-type', 'if-none-match', 'x-amz-date', 'x-amz-security-token'],
        exposeHeaders: ['etag'],
        maxAge: Duration.hours(1),
      },
    });
    const logGroup = new LogGroup(this, 'AccessLogs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: ACCESS_LOG },
      throttle: { rateLimit: 1_000, burstLimit: 2_000 },
    });
  }

  /** Answers requests for a path by a function of its own, which may read its tables; it is returned for further grants. */
  route(id: string, path: string, props: RouteProps): NodeFunction {
    const { method = 'GET', description, entry, reads = {}, environment = {}, open = false } = props;
    const tables = Object.entries(reads);
    const handler = new NodeFunction(this, id, {
      description,
      entry,
      timeout: Duration.seconds(10),
      memorySize: 512,
      environment: { ...environment, ...Object.fromEntries(tables.map(([name, table]) => [name, table.tableName])) },
    });
    for (const [, table] of tables) table.grant(handler, 'dynamodb:GetItem', 'dynamodb:Query');
    const [route] = this.api.addRoutes({
      path,
      methods: [HttpMethod[method]],
      integration: new HttpLambdaIntegration(`${id}Integration`, handler),
      authorizer: open ? new HttpNoneAuthorizer() : this.authorizer,
    });
    if (open && route) {
      Validations.of(route).acknowledge({
        id: 'AwsSolutions::AwsSolutions-APIG4',
        reason: 'Whether the API answers is no secret.',
      });
    }
    return handler;
  }
}

/** No query strings, no addresses: nothing personal. */
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    route: '$context.routeKey',
    status: '$context.status',
    responseLength: '$context.responseLength',
    latencyMs: '$context.responseLatency',
    error: '$context.error.message',
  }),
);
