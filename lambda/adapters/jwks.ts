import * as v from 'valibot';
import type { IssuerSettings, Lifetime } from '../config/configuration.ts';
import { isLoopbackUrl, isSecureUrl } from '../domain/secure-url.ts';
import { Fault } from '../domain/fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { IssuerKeys, KeyHint, VerificationKey } from '../ports/keys.ts';
import type { FetchJson, FetchLimits } from './fetch-json.ts';
import { type IssuerKey, parseJwk } from './jwk.ts';
import { RefreshingCache } from './refreshing-cache.ts';

interface JwksOptions {
  readonly fetchJson: FetchJson;
  readonly lifetime: Lifetime;
  readonly clock: Clock;
}

// Both documents together: the gateway itself waits 10 s for the authorizer.
const FETCH_TIMEOUT_MS = 4_000;
const MAX_BYTES = 256 * 1024;
const MAX_KEYS = 100;

const discoverySchema = v.object({ issuer: v.string(), jwks_uri: v.string() });
const jwksSchema = v.object({ keys: v.pipe(v.array(v.unknown()), v.maxLength(MAX_KEYS)) });

/** The keys of one issuer, from its JWKS. Prefetching never fails: who needs the keys will meet the fault. */
export function issuerKeys(
  settings: IssuerSettings,
  options: JwksOptions,
): IssuerKeys & { prefetch(): void } {
  const { lifetime, clock } = options;
  const cache = new RefreshingCache({ load: () => loadKeys(settings, options.fetchJson), lifetime, clock });
  return {
    prefetch: () => cache.prefetch(),
    find: (header, refused) =>
      cache.find((keys) => {
        const key = lookUp(keys, header);
        return key && refused?.key.equals(key.key) ? undefined : key;
      }),
  };
}

async function loadKeys(settings: IssuerSettings, fetchJson: FetchJson): Promise<readonly IssuerKey[]> {
  const limits = { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS), maxBytes: MAX_BYTES };
  const uri = settings.jwksUri ?? (await discover(settings.issuer, fetchJson, limits));
  const jwks = v.safeParse(jwksSchema, await fetchJson(uri, limits));
  if (!jwks.success) throw unusable(uri, 'no JWKS');
  return withoutRepeated(jwks.output.keys.map(parseJwk).filter((key) => key !== undefined));
}

// A key that is listed twice is one key; two keys under one kid stay two, and neither can be chosen.
function withoutRepeated(keys: readonly IssuerKey[]): readonly IssuerKey[] {
  return keys.filter(
    (key, index) =>
      !keys.slice(0, index).some((other) => other.jwk.kid === key.jwk.kid && other.key.equals(key.key)),
  );
}

// OpenID Connect Discovery §4: the path is appended to the issuer without its trailing slash, and the
// document has to name the very issuer that was asked.
async function discover(issuer: string, fetchJson: FetchJson, limits: FetchLimits): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const document = v.safeParse(discoverySchema, await fetchJson(url, limits));
  if (!document.success) throw unusable(url, 'no discovery document');
  if (document.output.issuer !== issuer) throw unusable(url, 'another issuer than the configured one');
  const uri = document.output.jwks_uri;
  // An issuer elsewhere has no business with services on this machine.
  if (!isSecureUrl(uri) || (isLoopbackUrl(uri) && !isLoopbackUrl(issuer))) {
    throw unusable(url, 'a jwks_uri that is not https');
  }
  return uri;
}

function lookUp(keys: readonly IssuerKey[], { alg, kid }: KeyHint): VerificationKey | undefined {
  const [key, ...others] = keys.filter(
    ({ jwk, algorithms }) => algorithms.has(alg) && (kid === undefined || jwk.kid === kid),
  );
  return others.length === 0 ? key : undefined;
}

function unusable(url: string, what: string): Fault {
  return new Fault('keys.unavailable', `GET ${url} answered ${what}.`, { retryable: true });
}
