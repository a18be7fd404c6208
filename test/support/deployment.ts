import { join } from 'node:path';
import { LocalFunction } from '../../local/function.ts';
import { type Answer, answerOf } from './answer.ts';
import { REQUEST_EVENTS } from './events.ts';
import { compact, type SigningKey, signJwt } from './keys.ts';
import { Origin } from './origin.ts';

const BUNDLE = join(__dirname, '../../dist/lambda/authorizer/index.mjs');
const AUDIENCE = 'https://api.example.com';

/** The built bundle as a running function, with an issuer and a Secrets Manager in a process beside it. */
export class Deployment {
  readonly origin: Origin;
  private readonly authorizer: LocalFunction;

  private constructor(origin: Origin, authorizer: LocalFunction) {
    this.origin = origin;
    this.authorizer = authorizer;
  }

  /** `configure` gets the origin before the function starts, and answers the rest of its environment. */
  static async start(
    configure: (origin: Origin) => Promise<Readonly<Record<string, string>>>,
  ): Promise<Deployment> {
    const origin = await Origin.start();
    const env = {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: origin.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      ...(await configure(origin)),
    };
    const authorizer = await LocalFunction.start({ bundle: BUNDLE, env, log: () => undefined });
    return new Deployment(origin, authorizer);
  }

  readonly ask = (event: unknown): Promise<Answer> => answerOf(this.authorizer.invoke(event), () => []);

  async close(): Promise<void> {
    await Promise.all([this.authorizer.close(), this.origin.stop()]);
  }

  /** A request with a good token of the issuer, signed by the given key. */
  tokenRequest(key: SigningKey, header: Readonly<Record<string, unknown>> = {}): unknown {
    return bearer(signJwt(key, this.claims(), header));
  }

  /** One of the requests that must never be allowed, chosen in turn. */
  invalidTokenRequest(key: SigningKey): () => unknown {
    const claims = this.claims();
    const bogus: readonly (() => string)[] = [
      () => signJwt(key, { ...claims, exp: 1_000_000_000 }),
      () => signJwt(key, { ...claims, aud: 'https://elsewhere.example' }),
      () => signJwt(key, claims, { kid: `bogus-${Math.random()}` }),
      () => compact({ alg: key.alg, kid: key.kid }, claims, () => Buffer.alloc(256, 7)),
      () => compact({ alg: 'none' }, claims, () => Buffer.alloc(1)),
      () => 'garbage',
    ];
    let turn = 0;
    return () => bearer(bogus[turn++ % bogus.length]?.() ?? '');
  }

  private claims(): Readonly<Record<string, unknown>> {
    const now = Math.floor(Date.now() / 1000);
    return {
      iss: this.origin.url,
      aud: AUDIENCE,
      sub: 'service',
      tenant_id: 'acme',
      iat: now,
      exp: now + 600,
    };
  }
}

function bearer(token: string): unknown {
  return REQUEST_EVENTS['http-2.0']({ Authorization: `Bearer ${token}` });
}

export function keyRequest(key: string): unknown {
  return REQUEST_EVENTS['http-2.0']({ 'X-API-Key': key });
}

/** What configures the function for the origin's issuer. */
export function issuerEnvironment(
  origin: Origin,
  lifetime: { readonly ttl: number; readonly maxStale: number },
): Readonly<Record<string, string>> {
  return {
    AUTH_JWT_ISSUER_URL: origin.url,
    AUTH_JWT_AUDIENCE: AUDIENCE,
    AUTH_JWKS_TTL_SECONDS: String(lifetime.ttl),
    AUTH_JWKS_MAX_STALE_SECONDS: String(lifetime.maxStale),
  };
}
