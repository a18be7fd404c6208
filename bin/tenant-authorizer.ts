import { App } from 'aws-cdk-lib';
import { AuthorizerStack } from '../lib/authorizer-stack.ts';

export const stack = new AuthorizerStack(new App(), 'TenantAuthorizer', {
  description: 'The tenant authorizer, for APIs to attach to by its ARN.',
});
