import { App } from 'aws-cdk-lib';
import { ExampleApiStack } from './example-api-stack.ts';

export const stack = new ExampleApiStack(new App(), 'TenantAuthorizerExample', {
  description: 'A REST, an HTTP and a WebSocket API behind one tenant authorizer.',
});
