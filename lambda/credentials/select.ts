import type { CredentialSettings } from '../config/configuration.ts';
import type { Credential } from '../domain/credential.ts';
import { type Denial, deny } from '../domain/denial.ts';
import type { AccessRequest } from '../domain/request.ts';
import { parseAuthorization } from './authorization.ts';
import { looksLikeJws, MAX_TOKEN_BYTES, parseJws } from './jws.ts';
import { webSocketToken } from './websocket.ts';

/**
 * Finds the one credential that decides. The key header comes first where keys are configured: present, it
 * decides and no token is looked at. Else the Authorization header decides by its scheme. Whatever is found
 * is final: there is no falling back to a second one.
 */
export function selectCredential(request: AccessRequest, settings: CredentialSettings): Credential | Denial {
  const authorization = readAuthorization(request, settings);
  if (typeof authorization === 'object') return authorization;

  if (settings.apiKeyHeader !== undefined) {
    const keys = [...(request.headers.get(settings.apiKeyHeader) ?? [])];
    const parsed = authorization === undefined ? undefined : parseAuthorization(authorization);
    if (parsed?.scheme === 'apikey' && !keys.includes(parsed.value)) keys.push(parsed.value);
    const [key, ...others] = keys;
    if (others.length > 0) return deny('credential.ambiguous');
    if (key !== undefined) return key === '' ? deny('credential.malformed') : { kind: 'api-key', key };
  }
  return authorization === undefined ? { kind: 'none' } : bearerCredential(authorization);
}

function bearerCredential(field: string): Credential | Denial {
  if (Buffer.byteLength(field) > MAX_TOKEN_BYTES + 'Bearer '.length) return deny('token.too_large');
  const parsed = parseAuthorization(field);
  if (parsed?.scheme !== 'bearer') return deny('credential.malformed');
  return looksLikeJws(parsed.value) ? parseJws(parsed.value) : { kind: 'opaque', value: parsed.value };
}

/** The Authorization field, from the first configured place that has one. */
function readAuthorization(
  request: AccessRequest,
  { authorizationHeaders, webSocketTokenSource }: CredentialSettings,
): string | Denial | undefined {
  for (const header of authorizationHeaders) {
    const [field, ...others] = request.headers.get(header) ?? [];
    if (others.length > 0) return deny('credential.ambiguous');
    if (field !== undefined) return field;
  }
  if (request.kind !== 'websocket' || webSocketTokenSource === undefined) return undefined;
  return webSocketToken(request, webSocketTokenSource);
}
