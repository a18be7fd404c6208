// aws-cdk-lib takes seconds to load, and jest loads it anew for each file of tests: so all of them are one.
import './authorizer-stack.ts';
import './big-configuration.ts';
import './bundle-directory.ts';
import './cache-validation.ts';
import './environment.ts';
import './events.ts';
import './example-api.ts';
import './http-api.ts';
import './imported.ts';
import './least-privilege.ts';
import './rest-api.ts';
import './tenant-authorizer.ts';
import './validation.ts';
import './websocket-api.ts';
