import { type Denial, deny } from '../domain/denial.ts';
import type { IdentitySource } from '../domain/identity-source.ts';
import type { AccessRequest } from '../domain/request.ts';

/**
 * A browser can't set the Authorization header of a WebSocket, so its token comes in the query string or as
 * the subprotocol that follows `bearer` in `Sec-WebSocket-Protocol` (RFC 6455 §4.1). Answers it as the
 * Authorization field that it stands for.
 */
export function webSocketToken(request: AccessRequest, source: IdentitySource): string | Denial | undefined {
  const fields = source.kind === 'querystring' ? request.query : request.headers;
  const [value, ...others] = fields.get(source.name) ?? [];
  if (others.length > 0) return deny('credential.ambiguous');
  if (value === undefined) return undefined;
  if (source.kind === 'querystring') return `Bearer ${value}`;
  const protocols = value.split(',').map((protocol) => protocol.trim());
  const bearer = protocols.indexOf('bearer');
  return bearer < 0 ? undefined : `Bearer ${protocols[bearer + 1] ?? ''}`;
}
