import { z } from 'zod';

/** Stable codes of what may be refused; docs/reference/errors.md is made from this list. */
export const errorCodes = {
  bad_request: 'The request is not of the form this operation takes.',
  bad_name: 'The name cannot be used: it is empty, too long or holds a character that names cannot have.',
  not_signed_in: 'Nobody is signed in, or the session has ended.',
  wrong_password: 'The name or the password is wrong.',
  throttled: 'There were too many attempts; wait for the time given.',
  forbidden: 'This person may not do that.',
  foreign_host: 'The request came for another host name than this console answers to.',
  foreign_origin: 'The request came from a page of another origin.',
  setup_link_invalid: 'The one-time link is wrong, was used, or is older than 15 minutes.',
  already_set_up: 'This console has an administrator.',
  not_found: 'There is nothing at this address.',
  account_not_found: 'There is no account with this id.',
  device_not_found: 'There is no device with this id or label.',
  run_not_found: 'There is no run with this id.',
  task_not_found: 'There is no task with this id.',
  task_not_held: 'This task does not wait for a person.',
  workspace_not_found: 'There is no such workspace.',
  workspace_ambiguous: 'There are several workspaces; say which one is meant.',
  username_taken: 'Another account of the workspace has this username.',
  username_missing: 'The username is the one field that every account needs.',
  password_missing: 'The field holds a 2FA secret and no password before it.',
  bad_totp_secret: 'The 2FA secret is not base32 of at least 16 characters, nor an otpauth link.',
  bad_password: 'The password holds a character that apps and sheets cannot keep.',
  version_conflict: 'Somebody changed it in the meantime; both values are given.',
  label_taken: 'Another device has this label.',
  bad_label: 'A label is 1 to 40 characters without control characters.',
  bad_address: 'This is not HOST:PORT of a phone.',
  device_unreachable: 'Nothing answered at this address.',
  screen_hidden: 'A password is being typed on this phone, so its screen is not shown.',
  nothing_selected: 'The selection holds no account that this could run on.',
  script_unavailable: 'This script cannot be run on this network.',
  sheet_rejected: 'The file is not a workbook that can be read.',
  plan_has_rejected_rows: 'Some rows of the plan are rejected; mend them or leave them out.',
  plan_outdated: 'Accounts moved on since the plan was made; make it anew.',
  plan_applied: 'This plan was applied before.',
  undo_refused: 'Something touched these rows later.',
  vault_sealed: 'The vault is sealed: its key is missing.',
  secret_sealed: 'This one secret cannot be opened with the key of this console.',
  secret_missing: 'The account has no such secret.',
  too_large: 'The request is larger than this console takes.',
  unavailable: 'A part of the console is not ready; try again.',
  internal: 'Something went wrong inside; the log has the request id.',
} as const;

export const ErrorCode = z.enum(Object.keys(errorCodes) as [keyof typeof errorCodes, ...(keyof typeof errorCodes)[]]);
export type ErrorCode = keyof typeof errorCodes;

/** RFC 9457 problem details, with a stable `code` and, where there is one, the `remedy` in a sentence. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: ErrorCode,
  remedy: z.string().optional(),
  field: z.string().optional(),
  requestId: z.string().optional(),
  /** For `version_conflict`: what was asked for and what is stored now, by field. Secrets are never among them. */
  conflict: z
    .object({ yours: z.record(z.string(), z.unknown()), theirs: z.record(z.string(), z.unknown()) })
    .optional(),
});
export type Problem = z.infer<typeof Problem>;
