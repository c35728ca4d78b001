import type { Clock } from '../clock.ts';
import type { Gate, InstagramAccount, Network, Scenario, TiktokAccount } from '../scenario/schema.ts';
import { matchingStep, totpKey } from './totp.ts';
import type { TotpKey } from './totp.ts';

export type ServiceAccount = InstagramAccount & TiktokAccount;
export type IdentifierKind = 'email' | 'username';

/** One press of Log in. `codeUsed` is the second-factor code that was accepted after it. */
export interface Submission {
  identifierKind: IdentifierKind;
  correct: boolean;
  codeUsed?: string;
  at: string;
  phone: string;
}

/** One press of Continue on the second-factor page. */
export interface CodeSubmission {
  code: string;
  accepted: boolean;
  at: string;
  phone: string;
}

export interface AccountRecord {
  readonly account: Readonly<ServiceAccount>;
  gate: Gate | null;
  readonly submissions: Submission[];
  readonly codes: CodeSubmission[];
}

export type LoginAnswer =
  { kind: 'wrong_credentials' } | { kind: 'rate_limited' } | { kind: 'second_factor' | Gate | 'ok'; username: string };

interface Entry extends AccountRecord {
  totp: TotpKey | null;
  usedSteps: Set<number>;
  wrongInARow: number;
}

/** After this many wrong passwords in a row the service refuses to look at further ones. */
const WRONG_BEFORE_LIMIT = 5;

/** One network as its servers see it: who exists, which password is right, and every attempt that reached it. */
export class SimulatedService {
  readonly network: Network;
  /** Submissions whose identifier belongs to nobody. */
  readonly strays: Submission[] = [];
  readonly #entries = new Map<string, Entry>();
  readonly #byEmail = new Map<string, Entry>();
  readonly #clock: Clock;

  constructor(network: Network, accounts: Scenario['service'][Network], clock: Clock) {
    this.network = network;
    this.#clock = clock;
    for (const account of accounts as readonly ServiceAccount[]) {
      const entry: Entry = {
        account,
        gate: account.gate ?? null,
        submissions: [],
        codes: [],
        totp: account.totpSecret === undefined ? null : totpKey(account.totpSecret),
        usedSteps: new Set(),
        wrongInARow: 0,
      };
      this.#entries.set(account.username.toLowerCase(), entry);
      if (account.email !== undefined) this.#byEmail.set(account.email.toLowerCase(), entry);
    }
  }

  records(): readonly AccountRecord[] {
    return [...this.#entries.values()];
  }

  find(username: string): AccountRecord | null {
    return this.#entries.get(username.toLowerCase()) ?? null;
  }

  hasSecondFactor(username: string): boolean {
    return (this.#entries.get(username.toLowerCase())?.totp ?? null) !== null;
  }

  /** A person passed (null) or met (a word) the account's gate. */
  setGate(username: string, gate: Gate | null): boolean {
    const entry = this.#entries.get(username.toLowerCase());
    if (entry) entry.gate = gate;
    return entry !== undefined;
  }

  /** Log in was pressed. Records it whatever the answer. */
  login(identifier: string, password: string, phone: string): LoginAnswer {
    const typed = identifier.trim().toLowerCase();
    const identifierKind = typed.includes('@') && !typed.startsWith('@') ? 'email' : 'username';
    const entry = identifierKind === 'email' ? this.#byEmail.get(typed) : this.#entries.get(typed.replace(/^@/, ''));
    const correct = entry?.account.password === password;
    (entry?.submissions ?? this.strays).push({ identifierKind, correct, at: this.#now(), phone });
    if (!entry) return { kind: 'wrong_credentials' };
    if (entry.wrongInARow >= WRONG_BEFORE_LIMIT) return { kind: 'rate_limited' };
    entry.wrongInARow = correct ? 0 : entry.wrongInARow + 1;
    if (!correct) return { kind: 'wrong_credentials' };
    const username = entry.account.username;
    if (entry.gate !== null) return { kind: entry.gate, username };
    return { kind: entry.totp === null ? 'ok' : 'second_factor', username };
  }

  /** A second-factor code was sent: right within ±1 step of the service's clock, and each step's code once. */
  submitCode(username: string, code: string, phone: string): boolean {
    const entry = this.#entries.get(username.toLowerCase());
    if (!entry?.totp) return false;
    const step = matchingStep(entry.totp, code, this.#clock.now());
    const accepted = step !== null && !entry.usedSteps.has(step);
    entry.codes.push({ code, accepted, at: this.#now(), phone });
    if (!accepted) return false;
    entry.usedSteps.add(step);
    const submission = entry.submissions.findLast((one) => one.phone === phone && one.correct);
    if (submission) submission.codeUsed = code;
    return true;
  }

  #now(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}
