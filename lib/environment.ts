import { type Duration, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { VARIABLES } from '../lambda/config/variables.ts';
import type { AuthorizerCache } from './authorizer-cache.ts';
import type { TenantAuthorizerProps } from './props.ts';
import type { AnySecret } from './secret-access.ts';

/** The secrets that the authorizer reads. */
export interface AuthorizerSecrets {
  readonly internalKey?: AnySecret | undefined;
  readonly hs256?: AnySecret | undefined;
}

/** The configuration as the running authorizer reads it: only what was said, defaults are the authorizer's. */
export function authorizerEnvironment(
  scope: Construct,
  props: TenantAuthorizerProps,
  cache: AuthorizerCache,
  secrets: AuthorizerSecrets,
): Record<string, string> {
  return defined({
    [VARIABLES.modes]: modes(props).join(','),
    [VARIABLES.issuers]: props.oidc?.length ? toJson(scope, props.oidc) : undefined,
    [VARIABLES.apiKeySecretArn]: secrets.internalKey?.secretArn,
    [VARIABLES.hs256SecretArn]: secrets.hs256?.secretArn,
    [VARIABLES.hs256TenantClaim]: props.hs256?.tenantClaim,
    [VARIABLES.adminTenant]: props.adminTenant,
    [VARIABLES.tenancy]: props.tenancy,
    [VARIABLES.tenantHeader]: props.headers?.tenant,
    [VARIABLES.usernameHeader]: props.headers?.username,
    [VARIABLES.apiKeyHeader]: props.headers?.apiKey,
    [VARIABLES.webSocketToken]: props.webSocketToken,
    [VARIABLES.identitySources]: cache.enabled ? cache.key.join(',') : undefined,
    [VARIABLES.httpResponse]: props.httpResponse,
    [VARIABLES.clockTolerance]: seconds(props.clockTolerance),
    [VARIABLES.jwksTtl]: seconds(props.jwksTtl),
    [VARIABLES.jwksMaxStale]: seconds(props.jwksMaxStale),
    [VARIABLES.secretTtl]: seconds(props.secretTtl),
    [VARIABLES.secretMaxStale]: seconds(props.secretMaxStale),
  });
}

/** The modes in the order of `AUTH_MODES`' documentation. */
function modes(props: TenantAuthorizerProps): string[] {
  return [
    ...(props.oidc?.length ? ['oidc'] : []),
    ...(props.hs256 ? ['hs256'] : []),
    ...(props.internalKey ? ['api-key'] : []),
    ...(props.trusted ? ['trusted'] : []),
    ...(props.singleTenant ? ['single-tenant'] : []),
  ];
}

/** Plain JSON, or CDK's own where a value is a token, as the issuer of a user pool made in the same app is. */
function toJson(scope: Construct, value: unknown): string {
  const json = JSON.stringify(value);
  return Token.isUnresolved(json) ? Stack.of(scope).toJsonString(value) : json;
}

function seconds(duration: Duration | undefined): string | undefined {
  return duration?.toSeconds().toString();
}

function defined(variables: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])));
}
