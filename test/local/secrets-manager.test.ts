import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  InvalidParameterException,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type SecretsManagerEndpoint, startSecretsManager } from '../../local/secrets-manager.ts';
import { NOW } from './requests.ts';

let endpoint: SecretsManagerEndpoint;
let client: SecretsManagerClient;
let arn: string;
const SecretId = 'internal/key';
const FIRST = 'version-1-version-1-version-1-version-1';
const SECOND = 'version-2-version-2-version-2-version-2';

beforeEach(async () => {
  endpoint = await startSecretsManager({
    region: 'eu-west-1',
    accountId: '123456789012',
    now: () => NOW,
    newId: () => FIRST,
  });
  arn = endpoint.store.create(SecretId, 'one');
  client = new SecretsManagerClient({
    endpoint: endpoint.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});
afterEach(async () => {
  client.destroy();
  await endpoint.close();
});

const read = async (VersionStage?: string) =>
  (await client.send(new GetSecretValueCommand({ SecretId, ...(VersionStage && { VersionStage }) })))
    .SecretString;
const put = (SecretString: string, stages?: string[], token = SECOND) =>
  client.send(
    new PutSecretValueCommand({
      SecretId,
      SecretString,
      ClientRequestToken: token,
      ...(stages && { VersionStages: stages }),
    }),
  );

describe('a secret, through the AWS SDK', () => {
  test('is read by name, with everything the service says about it', async () => {
    expect(await client.send(new GetSecretValueCommand({ SecretId }))).toMatchObject({
      ARN: arn,
      Name: SecretId,
      SecretString: 'one',
      VersionId: FIRST,
      VersionStages: ['AWSCURRENT'],
      CreatedDate: NOW,
    });
  });

  test('is read by ARN, by version and by stage', async () => {
    for (const input of [
      { SecretId: arn },
      { SecretId, VersionId: FIRST },
      { SecretId, VersionStage: 'AWSCURRENT' },
    ]) {
      expect(await client.send(new GetSecretValueCommand(input))).toMatchObject({ SecretString: 'one' });
    }
  });

  test('keeps its previous value when a new one becomes current', async () => {
    await put('two');
    expect([await read(), await read('AWSPREVIOUS')]).toEqual(['two', 'one']);
  });

  test('rotates: pending first, then current, the old one previous', async () => {
    await put('two', ['AWSPENDING']);
    expect([await read(), await read('AWSPENDING')]).toEqual(['one', 'two']);
    await client.send(
      new UpdateSecretVersionStageCommand({
        SecretId,
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: SECOND,
        RemoveFromVersionId: FIRST,
      }),
    );
    const { VersionIdsToStages } = await client.send(new DescribeSecretCommand({ SecretId }));
    expect(VersionIdsToStages).toEqual({ [FIRST]: ['AWSPREVIOUS'], [SECOND]: ['AWSPENDING', 'AWSCURRENT'] });
  });

  test('loses a label that is removed', async () => {
    await put('two', ['AWSPENDING']);
    await client.send(
      new UpdateSecretVersionStageCommand({
        SecretId,
        VersionStage: 'AWSPENDING',
        RemoveFromVersionId: SECOND,
      }),
    );
    await expect(read('AWSPENDING')).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  test('takes the same version twice, but not with another value', async () => {
    await put('two');
    await put('two');
    await expect(put('three')).rejects.toBeInstanceOf(ResourceExistsException);
  });
});

describe('an error, through the AWS SDK', () => {
  test.each([
    ['an unknown secret', new GetSecretValueCommand({ SecretId: 'other' }), ResourceNotFoundException],
    [
      'a stage that no version has',
      new GetSecretValueCommand({ SecretId, VersionStage: 'AWSPREVIOUS' }),
      ResourceNotFoundException,
    ],
    [
      'an unknown version',
      new GetSecretValueCommand({ SecretId, VersionId: SECOND }),
      ResourceNotFoundException,
    ],
  ])('is told of %s', async (_, command, error) => {
    await expect(client.send(command)).rejects.toBeInstanceOf(error);
  });

  test('is told when a label is taken from the wrong version', async () => {
    await put('two', ['AWSPENDING']);
    const command = new UpdateSecretVersionStageCommand({
      SecretId,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: SECOND,
    });
    await expect(client.send(command)).rejects.toBeInstanceOf(InvalidParameterException);
  });
});

describe('a raw request', () => {
  test.each([
    ['of an unknown operation', 'secretsmanager.DeleteSecret', '{}', 'UnknownOperationException'],
    ['that is not JSON', 'secretsmanager.GetSecretValue', '{', 'SerializationException'],
    ['without a secret id', 'secretsmanager.GetSecretValue', '{}', 'InvalidParameterException'],
  ])('%s is answered 400', async (_, target, body, type) => {
    const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' };
    const response = await fetch(endpoint.url, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: type });
  });
});
