import { Token } from 'aws-cdk-lib';
import { isTenantPattern } from '../../lambda/domain/tenant.ts';
import { ALGORITHMS, type OidcIssuer } from '../oidc-issuer.ts';
import { type Problem, problemIf } from './problem.ts';
import { isIssuerUrl } from '../../lambda/domain/secure-url.ts';

const NAMES = ['claims', 'tenantClaim', 'usernameClaim', 'scopeClaim', 'rolesClaim'] as const;
const URL_REMEDY = 'must be an https URL (http only for loopback hosts) without query or fragment.';

/** What is wrong with the issuers. Values known only at deployment (tokens) are left to the running authorizer. */
export function checkIssuers(issuers: readonly OidcIssuer[]): Problem[] {
  const names = issuers.map(({ issuer }) => issuer);
  return [
    ...problemIf(issuers.length === 0, 'oidc', 'lists no issuer; leave it out, or name one.'),
    ...issuers.flatMap((issuer, index) => checkIssuer(issuer, `oidc[${index}]`)),
    ...names.flatMap((name, index) =>
      problemIf(
        names.indexOf(name) < index,
        `oidc[${index}].issuer`,
        `is that of oidc[${names.indexOf(name)}] again; merge the two entries.`,
      ),
    ),
  ];
}

function checkIssuer(issuer: OidcIssuer, path: string): Problem[] {
  const { audience, algorithms, tenants, jwksUri } = issuer;
  return [
    ...problemIf(!isKnownUrl(issuer.issuer), `${path}.issuer`, URL_REMEDY),
    ...problemIf(
      !audience?.length || audience.includes(''),
      `${path}.audience`,
      'must name what the tokens are meant for: your API, as the issuer puts it in `aud`.',
    ),
    ...problemIf(
      algorithms !== undefined && !isSubset(algorithms, ALGORITHMS),
      `${path}.algorithms`,
      `must be some of ${ALGORITHMS.join(', ')}; leave it out for any of them.`,
    ),
    ...NAMES.flatMap((name) =>
      problemIf(issuer[name] === '', `${path}.${name}`, 'must not be empty; leave it out for the default.'),
    ),
    ...problemIf(tenants?.length === 0, `${path}.tenants`, 'lists no tenant; leave it out for any tenant.'),
    ...(tenants ?? []).flatMap((tenant, index) =>
      problemIf(
        !Token.isUnresolved(tenant) && !isTenantPattern(tenant),
        `${path}.tenants[${index}]`,
        'must be a tenant (`acme`), everything below one (`acme:*`), or `*`; visible ASCII without , * ? " \' \\.',
      ),
    ),
    ...problemIf(jwksUri !== undefined && !isKnownUrl(jwksUri), `${path}.jwksUri`, URL_REMEDY),
  ];
}

function isKnownUrl(value: string): boolean {
  return Token.isUnresolved(value) || isIssuerUrl(value);
}

function isSubset(values: readonly string[], of: readonly string[]): boolean {
  return values.length > 0 && values.every((value) => of.includes(value));
}
