import type { HeaderNames, TenantAuthorizerProps } from './props.ts';

/** The headers in force: those of the props, else the authorizer's own defaults. */
export function headerNames({ headers }: TenantAuthorizerProps): Required<HeaderNames> {
  return {
    tenant: headers?.tenant ?? 'X-Tenant-ID',
    username: headers?.username ?? 'X-Username',
    apiKey: headers?.apiKey ?? 'X-API-Key',
  };
}
