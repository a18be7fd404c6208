import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { Fault } from '../domain/fault.ts';

const CURRENT = 'AWSCURRENT';
const STAGES = [CURRENT, 'AWSPREVIOUS', 'AWSPENDING'];
const TIMEOUT_MS = 4_000;

const clients = new Map<string, SecretsManagerClient>();

/**
 * The values of a secret's accepted versions in Secrets Manager, the current one first. Only the current one
 * has to be there.
 * @param arn `arn:aws:secretsmanager:{region}:{account}:secret:{name}`
 * @throws Fault `secret.unavailable`, or `secret.malformed` for a binary one
 */
export async function readVersions(arn: string): Promise<readonly string[]> {
  const client = clientFor(arn);
  const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const values = await Promise.all(STAGES.map((stage) => readStage(client, arn, stage, abortSignal)));
    if (values[0] === undefined)
      throw new Fault('secret.malformed', `The current value of ${arn} is no text.`);
    return [...new Set(values.filter((value) => value !== undefined))];
  } catch (error) {
    if (error instanceof Fault) throw error;
    // Their names (ThrottlingException, AccessDeniedException, …) are safe to show, their messages are not.
    const reason = error instanceof Error ? error.name : 'an unknown error';
    throw new Fault('secret.unavailable', `Secrets Manager answered ${reason} for ${arn}.`, {
      retryable: true,
      cause: error,
    });
  }
}

async function readStage(
  client: SecretsManagerClient,
  arn: string,
  stage: string,
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  try {
    const command = new GetSecretValueCommand({ SecretId: arn, VersionStage: stage });
    const { SecretString } = await client.send(command, { abortSignal });
    return SecretString;
  } catch (error) {
    if (error instanceof ResourceNotFoundException && stage !== CURRENT) return undefined;
    throw error;
  }
}

/** A client for the region that the ARN names: a replica's may be another than the function's. */
function clientFor(arn: string): SecretsManagerClient {
  const region = arn.split(':')[3] ?? '';
  const client =
    clients.get(region) ??
    new SecretsManagerClient({
      region,
      maxAttempts: 2,
      requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
    });
  clients.set(region, client);
  return client;
}
