import { CfnAuthorizer, RequestAuthorizer, TokenAuthorizer } from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { AuthorizerCache } from './authorizer-cache.ts';
import { restIdentitySources } from './identity-source.ts';

/**
 * A scheme and one value of visible ASCII; anything else gets 401 from the gateway without an invocation.
 * Spelled out letter by letter: that is understood by whatever dialect matches it, and no inline flag is
 * documented. The length is bounded by the gateway's own limit for headers.
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html
 */
const TOKEN_EXPRESSION = '^([Bb][Ee][Aa][Rr][Ee][Rr]|[Aa][Pp][Ii][Kk][Ee][Yy]) +[!-~]+$';

/** A REST API's authorizer that gets the whole request. */
export function requestAuthorizer(
  scope: Construct,
  id: string,
  handler: IFunction,
  cache: AuthorizerCache,
): RequestAuthorizer {
  const authorizer = new RequestAuthorizer(scope, id, {
    handler,
    resultsCacheTtl: cache.ttl,
    identitySources: restIdentitySources(cache.key),
  });
  const resource = authorizer.node.defaultChild;
  // CDK writes "" for no sources; what AWS documents is no property at all.
  if (!cache.enabled && resource instanceof CfnAuthorizer) {
    resource.addPropertyDeletionOverride('IdentitySource');
  }
  return authorizer;
}

/**
 * A REST API's authorizer that gets the Authorization header alone.
 * @throws Error where the cache key is more than that header
 */
export function tokenAuthorizer(
  scope: Construct,
  id: string,
  handler: IFunction,
  cache: AuthorizerCache,
): TokenAuthorizer {
  if (cache.enabled && cache.key.join().toLowerCase() !== 'header.authorization') {
    throw new Error(
      `'${scope.node.path}' can't be a TOKEN authorizer: its cache key is ${cache.key.join(', ')}, and that of a ` +
        'TOKEN authorizer is the token alone. Use forRestApi(), or AuthorizerCache.perApi(ttl) or disabled().',
    );
  }
  return new TokenAuthorizer(scope, id, {
    handler,
    resultsCacheTtl: cache.ttl,
    validationRegex: TOKEN_EXPRESSION,
  });
}
