import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { Configuration } from 'oidc-provider';
import * as v from 'valibot';
import { close, listen, urlOf } from './listen.ts';

/** A machine client of the provider; what it may claim about itself goes into its access tokens. */
export interface Client {
  readonly id: string;
  readonly tenantId: string;
  readonly username: string;
  readonly alg: 'RS256' | 'ES256';
  /** Space-separated scopes it is granted. */
  readonly scope: string;
  /** Seconds from issue to expiry; a negative number gives tokens that are expired on arrival. */
  readonly ttlSeconds: number;
}

export interface ProviderOptions {
  readonly clients: readonly Client[];
  /** Secret of every client. */
  readonly clientSecret: string;
  /** Resource indicators that tokens may be asked for; each is the audience of its tokens. */
  readonly audiences: readonly string[];
  /** Top-level claim that holds `{tenant_id, username}`. */
  readonly claimsName: string;
}

export interface Provider {
  /** Issuer URL, exactly as in `iss`. */
  readonly issuer: string;
  /** An access token from the token endpoint, by the client-credentials grant. */
  token(client: Client, audience: string): Promise<string>;
  close(): Promise<void>;
}

/** Starts an OpenID provider on a free loopback port, with signing keys of its own making. */
export async function startProvider(options: ProviderOptions): Promise<Provider> {
  const { Provider: OidcProvider } = await importProvider();
  const server = await listen(createServer());
  const issuer = urlOf(server);
  const provider = new OidcProvider(issuer, configuration(options));
  const handle = provider.callback();
  server.on('request', (request, response) => void handle(request, response));
  return {
    issuer,
    token: (client, audience) => requestToken(issuer, client, options.clientSecret, audience),
    close: () => close(server),
  };
}

function configuration({ clients, clientSecret, audiences, claimsName }: ProviderOptions): Configuration {
  const byId = new Map(clients.map((client) => [client.id, client]));
  return {
    clients: clients.map(({ id, scope }) => ({
      client_id: id,
      client_secret: clientSecret,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      scope,
    })),
    adapter: () => NOTHING_STORED,
    cookies: { keys: ['unused: no browser signs in here'] },
    jwks: { keys: signingKeys() },
    scopes: [...new Set(clients.flatMap(({ scope }) => scope.split(' ')))],
    ttl: {
      ClientCredentials: (_context, _token, { clientId }) => Math.abs(byId.get(clientId)?.ttlSeconds ?? 60),
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context, resource, { clientId }) => {
          const client = byId.get(clientId);
          if (!client || !audiences.includes(resource)) throw new Error('unknown client or resource');
          return {
            scope: client.scope,
            audience: resource,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: client.alg } },
          };
        },
      },
    },
    extraTokenClaims: (_context, token) => {
      const client = token.clientId === undefined ? undefined : byId.get(token.clientId);
      return client && { [claimsName]: { tenant_id: client.tenantId, username: client.username } };
    },
    formats: {
      customizers: {
        // The provider takes no negative lifetime, so a token that is expired on arrival is moved into the past.
        jwt: (_context, token, jwt) => {
          const client = token.clientId === undefined ? undefined : byId.get(token.clientId);
          if (!client || client.ttlSeconds > 0 || !jwt.payload) return;
          const { iat, exp } = v.parse(times, jwt.payload);
          Object.assign(jwt.payload, { iat: iat + 2 * client.ttlSeconds, exp: exp + 2 * client.ttlSeconds });
        },
      },
    },
  };
}

const times = v.object({ iat: v.number(), exp: v.number() });

// Machine clients leave nothing behind: JWT access tokens are not stored.
const NOTHING_STORED = {
  upsert: async () => undefined,
  find: async () => undefined,
  findByUserCode: async () => undefined,
  findByUid: async () => undefined,
  consume: async () => undefined,
  destroy: async () => undefined,
  revokeByGrantId: async () => undefined,
};

function signingKeys() {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return [
    { ...rsa, kid: 'local-rsa', use: 'sig', alg: 'RS256' },
    { ...ec, kid: 'local-ec', use: 'sig', alg: 'ES256' },
  ];
}

async function requestToken(
  issuer: string,
  { id, scope }: Client,
  secret: string,
  audience: string,
): Promise<string> {
  const credentials = [id, secret].map(encodeURIComponent).join(':');
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource: audience, scope }),
  });
  if (!response.ok) throw new Error(`no token for ${id}: ${response.status} ${await response.text()}`);
  return v.parse(v.object({ access_token: v.string() }), await response.json()).access_token;
}

// On Node 20 the package warns at import that it is tested on later releases, and no option turns that off.
async function importProvider() {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}
