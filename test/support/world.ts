import { createAuthorizer, type World } from '../../lambda/bootstrap.ts';
import { jsonLog } from '../../lambda/adapters/json-log.ts';
import { Fault } from '../../lambda/domain/fault.ts';
import { answerOf, type Answer } from './answer.ts';
import type { SigningKey } from './keys.ts';

export const ISSUER = 'https://idp.example.com/';
export const AUDIENCE = 'https://api.example.com';

/** A clock that stands still until it is told to move. */
export class FakeClock {
  private milliseconds = Date.now();
  readonly now = (): number => this.milliseconds;

  advance(seconds: number): void {
    this.milliseconds += seconds * 1000;
  }

  get seconds(): number {
    return Math.floor(this.milliseconds / 1000);
  }
}

/** The outside world of one authorizer: documents by URL, secrets by ARN, and everything it logged. */
export class FakeWorld {
  readonly clock = new FakeClock();
  readonly documents = new Map<string, unknown>();
  readonly secrets = new Map<string, readonly string[]>();
  readonly files = new Map<string, string>();
  readonly fetched: string[] = [];
  readonly secretReads: string[] = [];
  readonly lines: string[] = [];
  private readonly environment: Readonly<Record<string, string>>;
  private authorizer: ReturnType<typeof createAuthorizer> | undefined;
  private ids = 0;

  constructor(environment: Readonly<Record<string, string>>) {
    this.environment = environment;
  }

  /** Publishes an issuer's discovery document and keys. */
  issuer(issuer: string, keys: readonly (SigningKey | Record<string, unknown>)[]): this {
    const base = issuer.replace(/\/$/, '');
    const jwks = keys.map((key) => ('publicJwk' in key ? key.publicJwk : key));
    this.documents.set(`${base}/.well-known/openid-configuration`, { issuer, jwks_uri: `${base}/jwks` });
    this.documents.set(`${base}/jwks`, { keys: jwks });
    return this;
  }

  secret(arn: string, ...versions: readonly string[]): this {
    this.secrets.set(arn, versions);
    return this;
  }

  /** What the gateway would make of the authorizer's answer to an event. */
  async ask(event: unknown): Promise<Answer> {
    this.authorizer ??= createAuthorizer(this.world());
    const before = this.lines.length;
    return answerOf(this.authorizer(event), () => this.lines.slice(before));
  }

  private world(): World {
    return {
      environment: this.environment,
      readBundledFile: (path) => found(this.files, path),
      fetchJson: async (url) => {
        this.fetched.push(url);
        const document = this.documents.get(url);
        if (document === undefined) throw new Fault('keys.unavailable', `GET ${url}: no answer.`);
        return document;
      },
      readVersions: async (arn) => {
        this.secretReads.push(arn);
        const versions = this.secrets.get(arn);
        if (versions === undefined) throw new Fault('secret.unavailable', 'Secrets Manager is down.');
        return versions;
      },
      clock: this.clock.now,
      newId: () => `decision-${++this.ids}`,
      log: jsonLog((line) => this.lines.push(line), this.clock.now),
    };
  }
}

function found(files: ReadonlyMap<string, string>, path: string): string {
  const content = files.get(path);
  if (content === undefined) throw new Error('no such file');
  return content;
}
