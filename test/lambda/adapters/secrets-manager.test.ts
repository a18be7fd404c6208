import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { text } from 'node:stream/consumers';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { readVersions } from '../../../lambda/adapters/secrets-manager.ts';
import { rejectionOf } from '../../support/faults.ts';
import { Loopback } from '../../support/loopback.ts';

const SETTINGS = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'an example',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
};
const NAMES = [
  ...Object.keys(SETTINGS),
  'AWS_ENDPOINT_URL_SECRETS_MANAGER',
  'AWS_PROFILE',
  'AWS_SESSION_TOKEN',
];
const before = Object.fromEntries(NAMES.map((name) => [name, process.env[name]]));

const server = new Loopback();

beforeAll(async () => {
  await server.start();
  for (const name of NAMES) delete process.env[name];
  Object.assign(process.env, SETTINGS, { AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url });
});

afterAll(async () => {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  await server.stop();
});

const ARN = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:internal-key-AbCdEf';
const CANARY = 'canary-of-the-answer';

const requestSchema = v.object({ SecretId: v.string(), VersionStage: v.string() });
type Asked = v.InferOutput<typeof requestSchema>;

interface Reply {
  readonly status: number;
  readonly body: object | string;
}
const asked: Asked[] = [];
afterEach(() => {
  asked.length = 0;
});

/** What Secrets Manager answers for each stage, in the protocol awsJson1_1. */
function secretsManagerAnswers(replyTo: (stage: string) => Reply): void {
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = v.parse(requestSchema, JSON.parse(await text(request)));
    asked.push(body);
    const { status, body: reply } =
      request.headers['x-amz-target'] === 'secretsmanager.GetSecretValue'
        ? replyTo(body.VersionStage)
        : failure('X', 404);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(typeof reply === 'string' ? reply : JSON.stringify(reply));
  };
  server.answers((request, response) => void serve(request, response));
}

const value = (SecretString: string): Reply => ({
  status: 200,
  body: { ARN, Name: 'internal-key', SecretString },
});
const failure = (type: string, status = 400): Reply => ({ status, body: { __type: type, Message: CANARY } });
const MISSING = failure('ResourceNotFoundException');

describe("a secret's versions", () => {
  test('are the current one, the previous one and the pending one', async () => {
    secretsManagerAnswers((stage) => value(`value of ${stage}`));
    expect(await readVersions(ARN)).toEqual([
      'value of AWSCURRENT',
      'value of AWSPREVIOUS',
      'value of AWSPENDING',
    ]);
    expect(asked.toSorted((one, other) => one.VersionStage.localeCompare(other.VersionStage))).toEqual([
      { SecretId: ARN, VersionStage: 'AWSCURRENT' },
      { SecretId: ARN, VersionStage: 'AWSPENDING' },
      { SecretId: ARN, VersionStage: 'AWSPREVIOUS' },
    ]);
  });

  test.each([
    ['the previous one', 'AWSPREVIOUS', ['value of AWSCURRENT', 'value of AWSPENDING']],
    ['the pending one', 'AWSPENDING', ['value of AWSCURRENT', 'value of AWSPREVIOUS']],
  ])('may lack %s', async (_name, missing, versions) => {
    secretsManagerAnswers((stage) => (stage === missing ? MISSING : value(`value of ${stage}`)));
    expect(await readVersions(ARN)).toEqual(versions);
  });

  test('may be the current one alone', async () => {
    secretsManagerAnswers((stage) => (stage === 'AWSCURRENT' ? value('k') : MISSING));
    expect(await readVersions(ARN)).toEqual(['k']);
  });

  test('that are equal are one', async () => {
    secretsManagerAnswers(() => value('k'));
    expect(await readVersions(ARN)).toEqual(['k']);
  });
});

async function faultWith(replyTo: (stage: string) => Reply): Promise<string> {
  secretsManagerAnswers(replyTo);
  const fault = await rejectionOf(readVersions(ARN));
  expect([fault.code, fault.retryable]).toEqual(['secret.unavailable', true]);
  expect(fault.message).not.toContain(CANARY);
  return fault.message;
}

describe('a fault, which may be tried again and tells nothing of the answer, is', () => {
  test('a secret that is not there', async () => {
    expect(await faultWith(() => MISSING)).toContain('ResourceNotFoundException');
  });

  test('a current version that is not there', async () => {
    expect(await faultWith((stage) => (stage === 'AWSCURRENT' ? MISSING : value('k')))).toContain(
      'ResourceNotFound',
    );
  });

  test.each(['AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING'])('access denied to %s', async (denied) => {
    const message = await faultWith((stage) =>
      stage === denied ? failure('AccessDeniedException') : value('k'),
    );
    expect(message).toContain('AccessDeniedException');
  });

  test.each([
    ['a secret that is being deleted', 'InvalidRequestException', 400],
    ['a key that can not decrypt it', 'DecryptionFailure', 400],
    ['throttling', 'ThrottlingException', 400],
    ['an error of the service', 'InternalServiceError', 500],
    ['a service that is not available', 'ServiceUnavailable', 503],
  ])('%s', async (_name, type, status) => {
    expect(await faultWith(() => failure(type, status))).toContain(ARN);
  });

  test('an answer that is no JSON', async () => {
    expect(await faultWith(() => ({ status: 200, body: `<html>${CANARY}</html>` }))).toContain(ARN);
  });

  test('a connection that breaks', async () => {
    server.answers((request) => void request.destroy());
    expect(await rejectionOf(readVersions(ARN))).toMatchObject({
      code: 'secret.unavailable',
      retryable: true,
    });
  });
});

test('a current version that is binary is a fault, whatever the others are', async () => {
  const binary: Reply = { status: 200, body: { ARN, SecretBinary: 'AAAA' } };
  secretsManagerAnswers((stage) => (stage === 'AWSCURRENT' ? binary : value('k')));
  expect((await rejectionOf(readVersions(ARN))).code).toBe('secret.malformed');
});

test('an error of the service is tried once more before it is a fault', async () => {
  const attempts = new Set<unknown>();
  server.answers((request, response) => {
    attempts.add(request.headers['amz-sdk-request']);
    response.writeHead(500).end();
  });
  await rejectionOf(readVersions(ARN));
  expect(attempts).toEqual(new Set(['attempt=1; max=2', 'attempt=2; max=2']));
});

test('each region has a client of its own, asked for the region of the ARN', async () => {
  const scopes: (string | undefined)[] = [];
  server.answers((request, response) => {
    scopes.push(/Credential=[^/]+\/\d+\/([^/]+)/.exec(request.headers.authorization ?? '')?.[1]);
    response.end(JSON.stringify({ SecretString: 'k' }));
  });
  await readVersions(ARN);
  await readVersions(ARN.replace('eu-central-1', 'us-east-2'));
  expect(new Set(scopes)).toEqual(new Set(['eu-central-1', 'us-east-2']));
});
