import { setTimeout as pause } from 'node:timers/promises';
import type { Totp } from '@muster/contract';
import { totpFromText, type LoginMaterial } from '../accounts/index.ts';
import { transact } from '../platform/database/transact.ts';
import type { Clock, Database } from '../platform/index.ts';
import { codeAt } from '../vault/index.ts';
import { takeCode } from './ledger.ts';
import { dotCounts, type Expected } from './typed.ts';

/** A code must be good for 6 s when it is submitted (rule 6); typing it and looking takes some of that. */
const SECONDS_AT_PRESS = 6;
const SECONDS_AT_TYPING = 9;

export interface TypistParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly stopNow: AbortSignal;
}

/** Has the text for each field of one account's login. Secrets leave it only towards the phone. */
export class Typist {
  readonly identifierKind: 'email' | 'username';
  readonly #parts: TypistParts;
  readonly #accountId: number;
  readonly #material: LoginMaterial;
  readonly #totp: Totp | null;
  #codeGoodUntilMs = 0;

  constructor(parts: TypistParts, accountId: number, material: LoginMaterial) {
    this.#parts = parts;
    this.#accountId = accountId;
    this.#material = material;
    this.#totp = material.totp === null ? null : totpFromText(material.totp.reveal());
    this.identifierKind = (material.email ?? '').trim() === '' ? 'username' : 'email';
  }

  get hasTotp(): boolean {
    return this.#totp !== null;
  }

  /** Null when the account has no such secret. A code is one that nobody used, good for long enough; it may be waited for. */
  async textFor(what: 'identifier' | 'password' | 'code'): Promise<string | null> {
    switch (what) {
      case 'identifier':
        return this.#identifier();
      case 'password':
        return this.#material.password?.reveal() ?? null;
      case 'code':
        return this.#code();
    }
  }

  expected(): Expected {
    return {
      identifier: this.#identifier(),
      passwordLengths: dotCounts(this.#material.password?.reveal() ?? ''),
    };
  }

  /** Whether the code that was typed last may still be submitted. */
  codeIsGood(): boolean {
    return this.#nowMs() <= this.#codeGoodUntilMs;
  }

  #identifier(): string {
    const { email, username } = this.#material;
    return this.identifierKind === 'email' && email !== null ? email.trim() : username;
  }

  async #code(): Promise<string | null> {
    if (this.#totp === null) return null;
    for (;;) {
      const { code, secondsLeft, timeStep } = codeAt(this.#totp, this.#nowMs());
      const taken =
        secondsLeft >= SECONDS_AT_TYPING &&
        (await transact(this.#parts.db, (trx) => takeCode(trx, this.#accountId, timeStep)));
      if (taken) {
        this.#codeGoodUntilMs = this.#nowMs() + (secondsLeft - SECONDS_AT_PRESS) * 1000;
        return code;
      }
      await pause(secondsLeft * 1000, undefined, { signal: this.#parts.stopNow });
    }
  }

  #nowMs(): number {
    return this.#parts.clock.now().getTime();
  }
}
