import { Duration } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct, Node } from 'constructs';
import { AuthorizerCache } from './authorizer-cache.ts';
import { InternalKey } from './internal-key.ts';
import type { TenantAuthorizerProps } from './props.ts';

/** The CDK context that configures the stack, each with what `-c name=value` takes. */
const CONTEXT = {
  issuer: 'the URL of the OpenID provider, as in the tokens’ `iss`',
  audience: 'the audience(s) of the tokens, comma-separated',
  claims: 'the claim that holds the tenant claims',
  tenantClaim: 'the name of the tenant’s claim',
  usernameClaim: 'the name of the user’s claim',
  tenants: 'the tenants the issuer may speak for, comma-separated (`acme`, `acme:*`)',
  internalKey: '`generate`, `none`, or the full ARN of a secret',
  hs256SecretArn: 'the full ARN of the HS256 secret',
  hs256TenantClaim: 'the claim that holds the tenant in HS256 tokens',
  tenancy: '`nested` or `flat`',
  adminTenant: 'a tenant that may act for any other',
  cache: '`none`, `api` or `route`',
  cacheTtl: 'seconds, 1 to 3600',
} as const;

type Name = keyof typeof CONTEXT;
type Values = Readonly<Partial<Record<Name, string>>>;

const SECRET_ARN = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+-[A-Za-z0-9]{6}$/;

/**
 * Reads the authorizer's props from the CDK context (`-c issuer=… -c audience=…`, or `cdk.json`). An empty
 * value counts as none, so that `-c issuer=` takes back a default of `cdk.json`.
 * @throws Error listing everything that is missing or wrong, by the names of the context
 */
export function propsFromContext(scope: Construct): TenantAuthorizerProps {
  const values = readValues(scope.node);
  const problems = findProblems(values);
  if (problems.length > 0) {
    throw new Error(
      `The context does not configure an authorizer:${problems.map((p) => `\n  - ${p}`).join('')}`,
    );
  }
  const { tenancy, adminTenant } = values;
  return {
    ...oidcProps(values),
    ...keyProps(scope, values),
    ...(isTenancy(tenancy) && { tenancy }),
    ...(adminTenant && { adminTenant }),
    cache: cacheOf(values),
  };
}

function readValues(node: Node): Values {
  const entries = Object.keys(CONTEXT).map((name) => [name, node.tryGetContext(name)] as const);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, String(value)]])),
  );
}

function findProblems(values: Values): string[] {
  const {
    issuer,
    audience,
    hs256SecretArn,
    internalKey = 'none',
    tenancy,
    cache = 'none',
    cacheTtl,
  } = values;
  const hasCredential = issuer ?? hs256SecretArn ?? (internalKey === 'none' ? undefined : internalKey);
  return [
    ...(hasCredential
      ? []
      : [missing('issuer'), `or ${missing('internalKey')}`, `or ${missing('hs256SecretArn')}`]),
    ...(issuer && !audience ? [missing('audience')] : []),
    ...(audience && !issuer ? [missing('issuer')] : []),
    ...wrong('internalKey', internalKey, ['none', 'generate'], SECRET_ARN),
    ...(hs256SecretArn ? wrong('hs256SecretArn', hs256SecretArn, [], SECRET_ARN) : []),
    ...(tenancy ? wrong('tenancy', tenancy, ['nested', 'flat']) : []),
    ...wrong('cache', cache, ['none', 'api', 'route']),
    ...(cache !== 'none' && !cacheTtl ? [missing('cacheTtl')] : []),
    ...(cacheTtl ? wrong('cacheTtl', cacheTtl, [], /^[1-9]\d{0,3}$/) : []),
  ];
}

function missing(name: Name): string {
  return `missing: -c ${name}=… (${CONTEXT[name]})`;
}

function wrong(name: Name, value: string, allowed: readonly string[], pattern?: RegExp): string[] {
  return allowed.includes(value) || pattern?.test(value) ? [] : [`${name} must be ${CONTEXT[name]}`];
}

function oidcProps({ issuer, audience, claims, tenantClaim, usernameClaim, tenants }: Values) {
  if (!issuer) return {};
  const names = {
    ...(claims && { claims }),
    ...(tenantClaim && { tenantClaim }),
    ...(usernameClaim && { usernameClaim }),
  };
  return {
    oidc: [{ issuer, audience: list(audience), ...names, ...(tenants && { tenants: list(tenants) }) }],
  };
}

function keyProps(scope: Construct, { internalKey = 'none', hs256SecretArn, hs256TenantClaim }: Values) {
  const secret = (id: string, arn: string) => Secret.fromSecretCompleteArn(scope, id, arn);
  return {
    ...(internalKey === 'generate' && { internalKey: InternalKey.generated() }),
    ...(internalKey.startsWith('arn:') && {
      internalKey: InternalKey.fromSecret(secret('InternalKeySecret', internalKey)),
    }),
    ...(hs256SecretArn && {
      hs256: {
        secret: secret('Hs256Secret', hs256SecretArn),
        ...(hs256TenantClaim && { tenantClaim: hs256TenantClaim }),
      },
    }),
  };
}

function cacheOf({ cache, cacheTtl }: Values): AuthorizerCache {
  const ttl = Duration.seconds(Number(cacheTtl ?? 0));
  if (cache === 'api') return AuthorizerCache.perApi(ttl);
  return cache === 'route' ? AuthorizerCache.perRoute(ttl) : AuthorizerCache.disabled();
}

function isTenancy(value: string | undefined): value is 'nested' | 'flat' {
  return value === 'nested' || value === 'flat';
}

function list(text = ''): string[] {
  return text.split(/[\s,]+/).filter((item) => item !== '');
}
