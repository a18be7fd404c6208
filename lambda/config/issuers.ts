import * as v from 'valibot';
import { ASYMMETRIC_ALGORITHMS } from '../domain/algorithms.ts';
import { isIssuerUrl, isSecureUrl } from '../domain/secure-url.ts';
import { isTenantPattern } from '../domain/tenant.ts';
import type { IssuerSettings } from './configuration.ts';
import type { EnvironmentReader } from './reader.ts';
import { SEED_VARIABLES, VARIABLES } from './variables.ts';

const HTTPS_URL = 'must be an https URL (http only for loopback hosts) without query or fragment.';

const name = v.pipe(v.string(), v.nonEmpty('must not be empty.'));
const url = v.pipe(name, v.check(isIssuerUrl, HTTPS_URL));
const audience = v.pipe(v.array(name), v.nonEmpty('must name at least one audience.'));

const issuersSchema = v.pipe(
  v.array(
    v.strictObject({
      issuer: url,
      audience: v.union([
        audience,
        v.pipe(
          name,
          v.transform((one) => [one]),
        ),
      ]),
      algorithms: v.optional(
        v.pipe(v.array(v.picklist(ASYMMETRIC_ALGORITHMS)), v.nonEmpty('must not be empty.')),
      ),
      claims: v.optional(name),
      tenantClaim: v.optional(name),
      usernameClaim: v.optional(name),
      scopeClaim: v.optional(name),
      rolesClaim: v.optional(name),
      tenants: v.optional(
        v.pipe(
          v.array(v.pipe(v.string(), v.check(isTenantPattern, 'must be a tenant, `acme:*` or `*`.'))),
          v.nonEmpty('must not be empty.'),
        ),
      ),
      jwksUri: v.optional(
        v.pipe(name, v.check(isSecureUrl, 'must be an https URL (http only for loopback hosts).')),
      ),
    }),
  ),
  v.nonEmpty('must list at least one issuer.'),
);

/** The trusted issuers: the one of `AUTH_JWT_ISSUER_URL` and those of `AUTH_JWT_ISSUERS`. */
export function readIssuers(reader: EnvironmentReader): readonly IssuerSettings[] {
  const defaults = {
    algorithms: ASYMMETRIC_ALGORITHMS,
    claims: claimsMember(reader),
    tenantClaim: reader.text(VARIABLES.tenantClaim) ?? 'tenant_id',
    usernameClaim: reader.text(VARIABLES.usernameClaim) ?? 'username',
    scopeClaim: undefined,
    rolesClaim: 'roles',
    tenants: undefined,
    jwksUri: undefined,
  };
  const listed = reader.json(VARIABLES.issuers, issuersSchema) ?? [];
  const issuers = [...singleIssuer(reader), ...listed].map((settings) => ({ ...defaults, ...settings }));
  if (new Set(issuers.map(({ issuer }) => issuer)).size < issuers.length) {
    reader.problem(VARIABLES.issuers, 'names an issuer twice; merge its entries.');
  }
  return issuers;
}

function singleIssuer(reader: EnvironmentReader): readonly Pick<IssuerSettings, 'issuer' | 'audience'>[] {
  const issuer = reader.text(VARIABLES.issuer);
  const accepted = reader.list(VARIABLES.audience) ?? [];
  if (issuer === undefined) {
    if (accepted.length > 0) reader.problem(VARIABLES.audience, `needs ${VARIABLES.issuer} beside it.`);
    return [];
  }
  if (!isIssuerUrl(issuer)) reader.problem(VARIABLES.issuer, HTTPS_URL);
  if (accepted.length === 0) {
    reader.problem(VARIABLES.audience, 'must name the audience(s) that tokens are meant for.');
  }
  return [{ issuer, audience: accepted }];
}

function claimsMember(reader: EnvironmentReader): string | undefined {
  const names = [VARIABLES.claims, SEED_VARIABLES.orchestrateClaims, SEED_VARIABLES.claimsNamespace];
  const values = new Set(
    names.map((variable) => reader.text(variable)).filter((value) => value !== undefined),
  );
  if (values.size > 1)
    reader.problem(
      VARIABLES.claims,
      `differs from its other names (${names.slice(1).join(', ')}); keep one.`,
    );
  return [...values][0];
}
