import { fileURLToPath } from 'node:url';
import { RemovalPolicy } from 'aws-cdk-lib';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

const DIRECTORY = fileURLToPath(new URL('./backend', import.meta.url));

/** What the APIs stand for: one open function, and one that answers its tenant context. */
export interface Backend {
  readonly health: LambdaFunction;
  readonly echo: LambdaFunction;
}

export function createBackend(scope: Construct): Backend {
  return {
    health: backendFunction(scope, 'Health', 'index.health'),
    echo: backendFunction(scope, 'Echo', 'index.echo'),
  };
}

function backendFunction(scope: Construct, id: string, handler: string): LambdaFunction {
  return new LambdaFunction(scope, id, {
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: Code.fromAsset(DIRECTORY),
    handler,
    loggingFormat: LoggingFormat.JSON,
    logGroup: new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.ONE_WEEK,
      removalPolicy: RemovalPolicy.DESTROY,
    }),
  });
}
