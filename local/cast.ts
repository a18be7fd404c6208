import type { Client } from './provider.ts';

/** Who appears in the local environment: clients of the provider, the APIs, and the authorizer's settings. */
export const AUDIENCE = 'https://api.example.test';
export const OTHER_AUDIENCE = 'https://other-api.example.test';
export const CLAIMS = 'https://tenant-authorizer.example/claims';
export const CLIENT_SECRET = 'local-client-secret-not-a-secret';
export const SECRET_NAME = 'tenant-authorizer/internal-key';

/** Long enough for a line pasted at the end of the day. */
const TTL_SECONDS = 12 * 60 * 60;

export const CLIENTS = {
  acme: client('acme', 'acme', 'alice'),
  acmeEu: client('acme:eu', 'acme:eu', 'erik'),
  globex: { ...client('globex', 'globex', 'gina'), alg: 'RS256' },
  support: client('support', '*', 'sam'),
  expired: { ...client('acme-expired', 'acme', 'alice'), ttlSeconds: -60 * 60 },
} as const satisfies Record<string, Client>;

function client(id: string, tenantId: string, username: string): Client {
  // Tokens signed with ES256 are shorter by a third, and so are the lines to paste.
  return { id, tenantId, username, alg: 'ES256', scope: 'orders:read orders:write', ttlSeconds: TTL_SECONDS };
}

const ACCOUNT = { region: 'eu-west-1', accountId: '123456789012' };

export const REST_API = { kind: 'rest', apiId: 'localrest1', stage: 'dev', ...ACCOUNT } as const;
export const HTTP_API = { kind: 'http', apiId: 'localhttp1', stage: '$default', ...ACCOUNT } as const;

export interface AuthorizerWorld {
  readonly issuer: string;
  readonly secretArn: string;
  readonly secretsManagerUrl: string;
}

/** The authorizer's configuration, as its `AUTH_…` variables. */
export function authorizerVariables({ issuer, secretArn }: AuthorizerWorld): Record<string, string> {
  return {
    AUTH_JWT_ISSUER_URL: issuer,
    AUTH_JWT_AUDIENCE: AUDIENCE,
    AUTH_JWT_CLAIMS: CLAIMS,
    AUTH_API_KEY_SECRET_ARN: secretArn,
  };
}

/** What Lambda itself would set, and where the SDK finds the embedded Secrets Manager. */
export function lambdaVariables({ secretsManagerUrl }: AuthorizerWorld): Record<string, string> {
  return {
    AWS_REGION: ACCOUNT.region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManagerUrl,
  };
}
