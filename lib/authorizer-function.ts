import { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { codeAndEnvironment } from './authorizer-code.ts';
import type { AuthorizerSecrets } from './environment.ts';
import type { TenantAuthorizerProps } from './props.ts';
import { grantSecretValue } from './secret-access.ts';

const MEMORY_MIB = 256;
/** Below the ten seconds after which an HTTP API gives up, so that a slow issuer shows in the logs. */
const TIMEOUT = Duration.seconds(8);

/** The function with its log group and its role. The role may write that log and read those secrets: no more. */
export function authorizerFunction(
  scope: Construct,
  props: TenantAuthorizerProps,
  bundle: string,
  variables: Record<string, string>,
  secrets: AuthorizerSecrets,
): LambdaFunction {
  const { code, environment } = codeAndEnvironment(scope, bundle, variables);
  const logGroup = new LogGroup(scope, 'Logs', { retention: props.logRetention ?? RetentionDays.ONE_MONTH });
  // A role of our own: the one CDK would make has AWSLambdaBasicExecutionRole, which may write any log.
  const role = new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    description: 'The tenant authorizer: writes its own log and reads its own secrets.',
  });
  logGroup.grantWrite(role);
  for (const secret of [secrets.internalKey, secrets.hs256]) {
    if (secret) grantSecretValue(role, secret);
  }
  return new LambdaFunction(scope, 'Function', {
    description: 'Authenticates requests to API Gateway and works out their tenant.',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code,
    handler: 'index.handler',
    environment,
    role,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    memorySize: props.memorySize ?? MEMORY_MIB,
    timeout: props.timeout ?? TIMEOUT,
  });
}
