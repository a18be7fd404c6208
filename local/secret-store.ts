import * as v from 'valibot';

/** An error of the service, under the name its SDK knows. */
export class SecretsManagerError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

interface Version {
  readonly value: string;
  readonly created: Date;
  readonly stages: Set<string>;
}

interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly versions: Map<string, Version>;
}

export interface SecretStoreOptions {
  readonly region: string;
  readonly accountId: string;
  readonly now: () => Date;
  readonly newId: () => string;
}

const secretId = v.string();
const inputs = {
  GetSecretValue: v.object({
    SecretId: secretId,
    VersionId: v.optional(v.string()),
    VersionStage: v.optional(v.string()),
  }),
  DescribeSecret: v.object({ SecretId: secretId }),
  PutSecretValue: v.object({
    SecretId: secretId,
    SecretString: v.string(),
    ClientRequestToken: v.optional(v.string()),
    VersionStages: v.optional(v.array(v.string()), ['AWSCURRENT']),
  }),
  UpdateSecretVersionStage: v.object({
    SecretId: secretId,
    VersionStage: v.string(),
    MoveToVersionId: v.optional(v.string()),
    RemoveFromVersionId: v.optional(v.string()),
  }),
};

type Input<Operation extends keyof typeof inputs> = v.InferOutput<(typeof inputs)[Operation]>;

/**
 * Secrets with versions and staging labels, as AWS Secrets Manager keeps them. Operations take and give the
 * service's own JSON shapes and throw SecretsManagerError. Source: Secrets Manager API reference.
 */
export class SecretStore {
  readonly #secrets: Secret[] = [];
  readonly #options: SecretStoreOptions;

  constructor(options: SecretStoreOptions) {
    this.#options = options;
  }

  /** Adds a secret with one version, labelled AWSCURRENT; returns its ARN. */
  create(name: string, value: string): string {
    const { region, accountId, now, newId } = this.#options;
    const arn = `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-LoCaL1`;
    const version = { value, created: now(), stages: new Set(['AWSCURRENT']) };
    this.#secrets.push({ name, arn, versions: new Map([[newId(), version]]) });
    return arn;
  }

  execute(operation: string, body: unknown): object {
    switch (operation) {
      case 'GetSecretValue':
        return this.#getSecretValue(parse(inputs.GetSecretValue, body));
      case 'DescribeSecret':
        return this.#describeSecret(parse(inputs.DescribeSecret, body));
      case 'PutSecretValue':
        return this.#putSecretValue(parse(inputs.PutSecretValue, body));
      case 'UpdateSecretVersionStage':
        return this.#updateSecretVersionStage(parse(inputs.UpdateSecretVersionStage, body));
      default:
        throw new SecretsManagerError('UnknownOperationException', `unknown operation ${operation}`);
    }
  }

  #getSecretValue({ SecretId, VersionId, VersionStage }: Input<'GetSecretValue'>): object {
    const secret = this.#find(SecretId);
    const stage = VersionStage ?? (VersionId === undefined ? 'AWSCURRENT' : undefined);
    for (const [id, version] of secret.versions) {
      if (VersionId !== undefined && id !== VersionId) continue;
      if (stage !== undefined && !version.stages.has(stage)) continue;
      return {
        ...identify(secret, id, version),
        SecretString: version.value,
        CreatedDate: version.created.getTime() / 1000,
      };
    }
    const label = stage === undefined ? `VersionId: ${VersionId}` : `staging label: ${stage}`;
    throw notFound(`Secrets Manager can't find the specified secret value for ${label}`);
  }

  #describeSecret({ SecretId }: Input<'DescribeSecret'>): object {
    const { arn, name, versions } = this.#find(SecretId);
    const stages = [...versions].map(([id, version]) => [id, [...version.stages]] as const);
    return { ARN: arn, Name: name, VersionIdsToStages: Object.fromEntries(stages) };
  }

  #putSecretValue(input: Input<'PutSecretValue'>): object {
    const secret = this.#find(input.SecretId);
    const id = input.ClientRequestToken ?? this.#options.newId();
    const existing = secret.versions.get(id);
    if (existing && existing.value !== input.SecretString) {
      throw new SecretsManagerError('ResourceExistsException', 'a version with this token has another value');
    }
    const version = existing ?? {
      value: input.SecretString,
      created: this.#options.now(),
      stages: new Set(),
    };
    secret.versions.set(id, version);
    for (const stage of input.VersionStages) moveStage(secret, stage, id);
    return identify(secret, id, version);
  }

  #updateSecretVersionStage(input: Input<'UpdateSecretVersionStage'>): object {
    const secret = this.#find(input.SecretId);
    const { VersionStage: stage, MoveToVersionId: target, RemoveFromVersionId: source } = input;
    const holder = holderOf(secret, stage);
    if (target !== undefined && !secret.versions.has(target)) throw notFound(`no version ${target}`);
    if (holder !== source && holder !== target) {
      throw new SecretsManagerError(
        'InvalidParameterException',
        `RemoveFromVersionId must name the version that ${stage} is attached to`,
      );
    }
    moveStage(secret, stage, target);
    return { ARN: secret.arn, Name: secret.name };
  }

  #find(id: string): Secret {
    const secret = this.#secrets.find(({ name, arn }) => id === name || id === arn);
    if (!secret) throw notFound("Secrets Manager can't find the specified secret.");
    return secret;
  }
}

function parse<Schema extends v.GenericSchema>(schema: Schema, body: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return parsed.output;
  const field = v.getDotPath(parsed.issues[0]) ?? 'the request';
  throw new SecretsManagerError('InvalidParameterException', `invalid ${field}`);
}

function identify({ arn, name }: Secret, id: string, { stages }: Version): object {
  return { ARN: arn, Name: name, VersionId: id, VersionStages: [...stages] };
}

function holderOf({ versions }: Secret, stage: string): string | undefined {
  return [...versions].find(([, version]) => version.stages.has(stage))?.[0];
}

// A label is on one version at a time. Where AWSCURRENT moves away from, AWSPREVIOUS follows by itself.
function moveStage(secret: Secret, stage: string, target: string | undefined): void {
  const holder = holderOf(secret, stage);
  if (holder === target) return;
  if (holder !== undefined) secret.versions.get(holder)?.stages.delete(stage);
  if (target !== undefined) secret.versions.get(target)?.stages.add(stage);
  if (stage === 'AWSCURRENT' && holder !== undefined) moveStage(secret, 'AWSPREVIOUS', holder);
}

function notFound(message: string): SecretsManagerError {
  return new SecretsManagerError('ResourceNotFoundException', message);
}
