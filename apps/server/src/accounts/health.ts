import { networkTraits, type DeviceState, type Health, type LoginStatus, type Network } from '@muster/contract';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOT_SEEN_AFTER_MS = 7 * DAY_MS;
const FIGURES_STALE_AFTER_MS = 7 * DAY_MS;

/** What the health of an account is read from. */
export interface HealthFacts {
  readonly network: Network;
  readonly enabled: boolean;
  readonly hasPassword: boolean;
  readonly loginStatus: LoginStatus;
  readonly loginSeenAt: Date | null;
  readonly device: { readonly label: string; readonly state: DeviceState } | null;
  /** Why a task of this account is held for a person; null when none is. */
  readonly heldFor: string | null;
  readonly figuresReadAt: Date | null;
}

export interface HealthWord {
  readonly health: Health;
  /** One sentence: why, and where it helps, what to do. */
  readonly reason: string;
}

/**
 * The state of an account in one word (rule 12): the first that is true, most urgent first. A disabled account takes
 * part in nothing, so apart from a phone that it holds up nothing about it is urgent.
 */
export function healthOf(facts: HealthFacts, now: Date): HealthWord {
  if (facts.heldFor !== null) return word('needs_person', `A task waits for a person: ${facts.heldFor}.`);
  if (facts.loginStatus === 'challenged') {
    return word('needs_person', 'The app asked for something only a person can give.');
  }
  if (facts.loginStatus === 'suspended') return word('needs_person', 'The app says that this account is suspended.');
  if (!facts.enabled) return word('disabled', 'It is disabled and takes part in nothing.');
  if (facts.loginStatus === 'signed_out') return word('signed_out', 'It was last seen signed out.');
  if (!facts.hasPassword) return word('secret_missing', 'No password is stored, so it cannot be signed in.');
  if (facts.device !== null && !isReachable(facts.device.state)) {
    return word('phone_offline', `Phone ${facts.device.label} is ${facts.device.state.replaceAll('_', ' ')}.`);
  }
  if (facts.loginSeenAt === null) return word('not_seen', 'Nobody has looked yet whether it is signed in.');
  const unseenMs = now.getTime() - facts.loginSeenAt.getTime();
  if (unseenMs > NOT_SEEN_AFTER_MS) {
    return word('not_seen', `It was last seen ${Math.floor(unseenMs / DAY_MS)} days ago.`);
  }
  if (networkTraits[facts.network].hasFigures) {
    if (facts.figuresReadAt === null) return word('figures_stale', 'Its figures were never read.');
    const ageMs = now.getTime() - facts.figuresReadAt.getTime();
    if (ageMs > FIGURES_STALE_AFTER_MS) {
      return word('figures_stale', `Its figures were last read ${Math.floor(ageMs / DAY_MS)} days ago.`);
    }
  }
  return word('well', 'Signed in, and seen lately.');
}

function isReachable(state: DeviceState): boolean {
  return state === 'online' || state === 'connecting';
}

function word(health: Health, reason: string): HealthWord {
  return { health, reason };
}
