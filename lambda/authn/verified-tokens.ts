import { createHash } from 'node:crypto';
import { LruMap } from 'toad-cache';
import type { VerificationKey } from '../ports/keys.ts';

const MAX_TOKENS = 1_000;

/**
 * Remembers which tokens' signatures have been verified, and by which key, for one issuer's settings. It spares
 * the signature check alone: every claim is checked every time, so a token never outlives its `exp` here. An
 * entry counts only for the very key that is looked up now, so it is dead as soon as that key is dropped or
 * read anew. Tokens are told apart by SHA-256, which nobody can make collide.
 */
export class VerifiedTokens {
  private readonly keys = new LruMap<VerificationKey>(MAX_TOKENS);

  has(token: string, key: VerificationKey): boolean {
    return this.keys.get(digestOf(token)) === key;
  }

  add(token: string, key: VerificationKey): void {
    this.keys.set(digestOf(token), key);
  }
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
