import * as fc from 'fast-check';
import { REQUEST_EVENTS, REQUEST_KINDS, tokenEvent } from './events.ts';
import { hostileName, hostilePath } from './hostile.ts';
import { compact, encode } from './keys.ts';

/** Stands in claims, headers and keys that are sent: wherever else it turns up, something has leaked. */
export const CANARY = 'c4n4ry-0f-a-cl41m';

const ARN = 'arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/prod';

/** JSON values as a token may hold them, the canary among them. */
const jsonValue = fc.oneof(
  fc.constantFrom(CANARY, `${CANARY}:x`, '*', '_', 'acme', 'root', '', null, 0, -1e300, 1e300, true, [], {}),
  fc.jsonValue({ maxDepth: 2 }),
);

const claimName = fc.oneof(
  fc.constantFrom(
    'iss',
    'aud',
    'exp',
    'nbf',
    'iat',
    'sub',
    'tenant_id',
    'username',
    'namespace',
    'org',
    'scope',
    'roles',
  ),
  hostileName,
  fc.constant(CANARY),
);

const headerName = fc.oneof(
  fc.constantFrom('alg', 'kid', 'typ', 'crit', 'b64', 'jwk', 'jku', 'x5u', 'x5c'),
  hostileName,
);
const algorithm = fc.constantFrom('RS256', 'ES256', 'HS256', 'PS256', 'EdDSA', 'none', 'None', 'RS1', CANARY);
const iss = fc.constantFrom(
  'https://idp.example.com/',
  'https://partner.example/oidc',
  'https://evil.example',
  CANARY,
);

/** A JWS that may be right in everything but its signature. */
const forgedJws = fc
  .record({
    header: fc.oneof(
      { weight: 3, arbitrary: fc.constant({}) },
      fc.dictionary(headerName, jsonValue, { maxKeys: 2 }),
    ),
    alg: fc.oneof(fc.constantFrom('RS256', 'ES256', 'HS256', 'PS256'), algorithm),
    kid: fc.constantFrom('operator-1', 'operator-2', 'partner-1', CANARY, undefined),
    claims: fc.oneof(fc.constant({}), fc.dictionary(claimName, jsonValue, { maxKeys: 3 })),
    usual: fc.record({ iss, exp: fc.constantFrom(4_000_000_000, 4_000_000_000, 1, undefined) }),
    signature: fc.tuple(fc.constantFrom(1, 32, 64, 96, 132, 256), fc.nat(255)),
  })
  .map(({ header, alg, kid, claims, usual, signature }) => {
    const expected = {
      aud: ['https://api.example.com', 'https://partner.example'],
      tenant_id: 'acme',
      sub: CANARY,
    };
    return compact({ alg, kid, ...header }, { ...expected, ...usual, ...claims }, () =>
      Buffer.from(signature),
    );
  });

const damagedJws = fc
  .tuple(forgedJws, fc.nat(), fc.constantFrom('', '.', '=', ' ', '\u0000', 'ä', '*', '..', 'A'))
  .map(
    ([token, at, what]) => token.slice(0, at % token.length) + what + token.slice((at % token.length) + 1),
  );

const oddParts = fc
  .array(fc.oneof(fc.string(), fc.json().map(encode), fc.base64String()), { maxLength: 6 })
  .map((parts) => parts.join('.'));

/** What may stand behind a scheme, up to 10 KB. None of it is a credential that anybody issued. */
const garbage = fc.oneof(
  forgedJws,
  damagedJws,
  oddParts,
  fc.string({ maxLength: 100, unit: 'binary' }),
  fc
    .tuple(fc.string({ minLength: 9, maxLength: 20 }), fc.integer({ min: 8000, max: 10_000 }))
    .map(([text, length]) => text.repeat(1200).slice(0, length)),
  fc.constantFrom('', 'null', 'undefined', '[object Object]', '{}', '*', '_', 'acme', 'root'),
);

const scheme = fc.constantFrom(
  'Bearer ',
  'bearer ',
  'ApiKey ',
  'Basic ',
  'Bearer',
  'Bearer\t',
  ' Bearer ',
  '',
  'DPoP ',
);

/** Headers that mean something, hostile ones and any others. */
const oddHeaders = fc.dictionary(
  fc.oneof(
    fc.constantFrom(
      'X-Tenant-ID',
      'x-tenant-id',
      'X-Username',
      'Authentication',
      'Sec-WebSocket-Protocol',
      'Accept',
    ),
    hostileName,
    fc.string({ maxLength: 20 }),
  ),
  fc.oneof(fc.constantFrom('acme', '_', '*', '', 'root', 'a,b', 'a::b'), hostilePath, fc.string()),
  { maxKeys: 5 },
);

const credentialHeaders = fc.oneof(
  fc.oneof(forgedJws, damagedJws).map((value) => ({ Authorization: `Bearer ${value}`, sent: value })),
  fc
    .record({ scheme, value: garbage })
    .map((parts) => ({ Authorization: parts.scheme + parts.value, sent: parts.value })),
  garbage.map((value) => ({ 'X-API-Key': value, sent: value })),
  fc
    .tuple(garbage, garbage)
    .map(([key, token]) => ({ 'X-API-Key': key, Authorization: `Bearer ${token}`, sent: token })),
  fc.constant({ sent: '' }),
);

/** What may replace a member of an event. */
const oddMember = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    '',
    'x',
    0,
    true,
    [],
    {},
    [null],
    { a: null },
    { a: 1 },
    { a: ['x', null] },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

const memberName = fc.oneof(
  fc.constantFrom(
    'type',
    'version',
    'methodArn',
    'routeArn',
    'identitySource',
    'headers',
    'multiValueHeaders',
  ),
  fc.constantFrom(
    'queryStringParameters',
    'multiValueQueryStringParameters',
    'requestContext',
    'authorizationToken',
  ),
  hostileName,
);

export interface Sent {
  readonly event: unknown;
  /** The credential in it. */
  readonly sent: string;
}

/** A complete event with a credential that nobody issued, a hostile path, odd headers and odd members. */
export const hostileEvent: fc.Arbitrary<Sent> = fc
  .record({
    kind: fc.constantFrom(...REQUEST_KINDS, 'rest-token' as const),
    credential: credentialHeaders,
    headers: oddHeaders,
    path: hostilePath,
    changes: fc.oneof(
      { weight: 2, arbitrary: fc.constant({}) },
      fc.dictionary(memberName, oddMember, { maxKeys: 2 }),
    ),
  })
  .map(({ kind, credential: { sent, ...credential }, headers, path, changes }) => {
    const arn = `${ARN}/GET/${path}`;
    const event =
      kind === 'rest-token'
        ? { ...tokenEvent(Object.values(credential)[0] ?? ''), methodArn: arn }
        : REQUEST_EVENTS[kind]({ ...headers, ...credential });
    const routed = 'routeArn' in event ? { ...event, routeArn: arn } : event;
    return { event: { ...routed, ...changes }, sent };
  });
