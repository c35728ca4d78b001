import type { FailReason, Outcome, OutcomeReason, PersonReason, SkipReason, WaitReason } from '@muster/contract';

/** What a sentence may name. All of it may be unknown. */
export interface MessageContext {
  readonly username?: string;
  readonly device?: string;
  readonly app?: string;
  /** What is particular to this case, as a sentence of its own; never a secret. */
  readonly detail?: string;
}

/** How a task ended, as a sentence that says what to do. */
export function message(outcome: Outcome, reason: OutcomeReason | null, context: MessageContext = {}): string {
  const sentence = outcomeSentence(outcome, reason, context);
  return context.detail === undefined ? sentence : `${sentence} ${context.detail}`;
}

function outcomeSentence(outcome: Outcome, reason: OutcomeReason | null, context: MessageContext): string {
  const who = context.username === undefined ? 'The account' : `@${context.username}`;
  switch (outcome) {
    case 'done':
      return `${who} is signed in now.`;
    case 'already_signed_in':
      return `${who} was signed in already; nothing was typed.`;
    case 'no_change':
      return 'Everything was as it should be.';
    case 'skipped':
      return isSkip(reason) ? skipSentences[reason] : 'The account was skipped.';
    case 'failed':
      return isFail(reason) ? failSentence(reason, context) : 'It did not succeed.';
    case 'needs_person':
      return isPerson(reason) ? personSentence(reason, context) : 'The app asks for a person.';
    case 'unknown':
      return (
        'What followed the press of Log in was not seen. ' +
        'Muster looks first when the phone is there again, and does not press a second time by itself.'
      );
    case 'stopped':
      return 'It was stopped before the end.';
  }
}

const skipSentences: Readonly<Record<SkipReason, string>> = {
  disabled: 'The account is disabled; enable it to include it.',
  deleted: 'The account was deleted; restore it to include it.',
  no_device: 'The account has no phone; assign one in the editor.',
  no_password: 'The account has no password; enter one in the editor.',
  no_2fa_secret:
    'The app asks for a code of the authenticator app and the account has no 2FA secret; enter it in the editor.',
};

function failSentence(reason: FailReason, context: MessageContext): string {
  const phone = context.device === undefined ? 'the phone' : `phone ${context.device}`;
  const app = context.app ?? 'the app';
  switch (reason) {
    case 'wrong_credentials':
      return 'The app says that the password is wrong. Correct it in the editor; it is not tried again by itself.';
    case 'code_rejected':
      return 'The app did not take the code. Check the 2FA secret against the one the app gave.';
    case 'rate_limited':
      return 'The app says there were too many attempts. Wait some hours before the next one.';
    case 'account_limit':
      return `The app on ${phone} has as many accounts as it takes. Assign this one to another phone.`;
    case 'device_unauthorized':
      return `Accept "Allow USB debugging" on ${phone}.`;
    case 'device_conflict':
      return `Two phones report the serial number of ${phone}. Disconnect one of them.`;
    case 'app_missing':
      return `${capital(app)} is not on ${phone}. Install it, or name the package in the editor.`;
    case 'app_unsupported':
      return `This version of ${app} cannot be worked with.`;
    case 'ui_unavailable':
      return `The screen of ${phone} could not be read or touched. Restart the phone and try again.`;
    case 'unknown_screen':
      return `${capital(app)} showed a page that Muster does not know. A redacted capture was kept unless a password stood on it.`;
    case 'timed_out':
      return 'It took too long and was given up.';
    case 'clock_skew':
      return 'Codes cannot be made while the clock of this computer is wrong. Set it, then run the login again.';
    case 'profile_not_found':
      return 'There is no public profile of this name.';
    case 'profile_private':
      return 'The profile is private; its figures are not shown.';
    case 'no_reading':
      return 'No figures could be read.';
    case 'internal':
      return 'Something went wrong inside Muster; the log of the console says more.';
  }
}

function personSentence(reason: PersonReason, context: MessageContext): string {
  const phone = context.device === undefined ? 'the phone' : `phone ${context.device}`;
  const then = 'then press "Look again".';
  switch (reason) {
    case 'challenge':
      return `The app wants to see a person. Answer it on ${phone}, ${then}`;
    case 'code_elsewhere':
      return `The app sent a code to mail, SMS or another device. Enter it on ${phone}, ${then}`;
    case 'suspended':
      return `The app suspended the account. See to it on ${phone}, ${then}`;
    case 'locked_screen':
      return `The screen of ${phone} is locked. Unlock it, ${then}`;
  }
}

/** Why a task has not started, as a sentence. */
export function waitingMessage(
  waiting: WaitReason | null,
  context: MessageContext & { until?: Date | null } = {},
): string {
  const phone = context.device === undefined ? 'the phone' : `phone ${context.device}`;
  switch (waiting) {
    case null:
      return 'It starts as soon as there is room.';
    case 'queued_behind':
      return `Another task goes first on ${phone}.`;
    case 'device_offline':
      return `It starts when ${phone} can be reached again.`;
    case 'held':
      return `The app on ${phone} waits for a person; it goes on after "Look again", or when it is let go.`;
    case 'host_down':
      return 'The machine the phone is attached to does not answer.';
    case 'paused':
      return 'Runs are paused.';
    case 'limit':
      return context.until instanceof Date
        ? `It waits until ${context.until.toISOString()}, for the pause between two login attempts of one account.`
        : 'It waits for the pause between two login attempts.';
  }
}

function isSkip(reason: OutcomeReason | null): reason is SkipReason {
  return reason !== null && reason in skipSentences;
}

function isPerson(reason: OutcomeReason | null): reason is PersonReason {
  return reason === 'challenge' || reason === 'code_elsewhere' || reason === 'suspended' || reason === 'locked_screen';
}

function isFail(reason: OutcomeReason | null): reason is FailReason {
  return reason !== null && !isSkip(reason) && !isPerson(reason);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
