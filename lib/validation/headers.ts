import { isTenantId } from '../../lambda/domain/tenant.ts';
import { headerNames } from '../header-names.ts';
import type { TenantAuthorizerProps } from '../props.ts';
import { type Problem, problemIf } from './problem.ts';

/** A field name of RFC 9110 §5.1. */
const FIELD_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const WEBSOCKET_TOKEN = /^(querystring\.[^\s.,]+|header\.Sec-WebSocket-Protocol)$/i;

/** What is wrong with the names of headers, of the admin tenant, and of the WebSocket's token. */
export function checkNames(props: TenantAuthorizerProps): Problem[] {
  const names = Object.entries(headerNames(props));
  const taken = ['authorization', ...names.map(([, name]) => name.toLowerCase())];
  const { adminTenant, webSocketToken } = props;
  return [
    ...names.flatMap(([kind, name], index) => [
      ...problemIf(!FIELD_NAME.test(name), `headers.${kind}`, 'must be the name of a header.'),
      ...problemIf(
        taken.indexOf(name.toLowerCase()) <= index,
        `headers.${kind}`,
        'must be a header of its own; another one has this name.',
      ),
    ]),
    ...problemIf(
      adminTenant !== undefined && !isTenantId(adminTenant),
      'adminTenant',
      'must be a tenant id: at most 256 characters of visible ASCII without , * ? " \' \\ and no empty level.',
    ),
    ...problemIf(
      webSocketToken !== undefined && !WEBSOCKET_TOKEN.test(webSocketToken),
      'webSocketToken',
      'must be querystring.<name> or header.Sec-WebSocket-Protocol.',
    ),
  ];
}
