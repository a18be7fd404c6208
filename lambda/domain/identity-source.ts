/** A part of the request that is in the gateway's cache key. Header names are in lower case. */
export interface IdentitySource {
  readonly kind: 'header' | 'querystring' | 'context' | 'stageVariables';
  readonly name: string;
}
