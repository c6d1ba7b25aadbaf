import { randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may call. The token travels once, in the fragment of the first address; the page exchanges it for a key that it keeps in its
 * sessionStorage, so a reload goes on and a second page cannot come in with the address alone.
 */
export interface Session {
  /** The one-time token for the address. */
  readonly token: string;
  /** Takes the token and gives the session key: once. */
  readonly exchange: (token: unknown) => string | undefined;
  /** Whether an Authorization header carries the key. */
  readonly admits: (authorization: string | undefined) => boolean;
}

export function createSession(): Session {
  const token = secret();
  const key = secret();
  let used = false;
  return {
    token,
    exchange: (offered) => {
      if (used || typeof offered !== 'string' || !same(offered, token)) return undefined;
      used = true;
      return key;
    },
    admits: (authorization) => used && authorization !== undefined && same(authorization, `Bearer ${key}`),
  };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

function same(offered: string, expected: string): boolean {
  const left = Buffer.from(offered);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}
