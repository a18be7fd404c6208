import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands in for the SDK's default credential chain in the bundle: Lambda, SAM and the local emulators all
 * put credentials into the environment, so the rest of the chain (files, SSO, metadata services) is only
 * weight at cold start.
 */
export const defaultProvider = fromEnv;
