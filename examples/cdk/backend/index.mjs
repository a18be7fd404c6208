/** Open to everybody: no authorizer, no tenant. */
export async function health() {
  return answer(200, { status: 'ok' });
}

/** Answers the tenant context that it was called with, on any kind of API. */
export async function echo(event) {
  // HTTP APIs put a Lambda authorizer's context one level deeper (payload format 2.0).
  const authorizer = event.requestContext.authorizer;
  const context = authorizer?.lambda ?? authorizer;
  // No context: this route was deployed without its authorizer. That must not look like a tenant.
  if (!context?.tenantId) return answer(401, { error: 'no tenant context' });
  // The gateway's cache, and a WebSocket's connection, outlive the credential.
  if (context.expiresAt && Number(context.expiresAt) * 1000 <= Date.now()) {
    return answer(401, { error: 'the credential has expired' });
  }
  if (context.overrides === 'backend' && hasOverride(event.headers)) {
    // The authorizer could not see these headers. Until this backend applies them itself, it refuses them.
    return answer(403, { error: 'a tenant or username header is not supported here' });
  }
  return answer(200, context);
}

function hasOverride(headers) {
  return Object.keys(headers ?? {}).some((name) => /^(x-tenant-id|x-username)$/i.test(name));
}

function answer(statusCode, body) {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'access-control-allow-origin': 'https://app.example.com' },
    body: JSON.stringify(body),
  };
}
