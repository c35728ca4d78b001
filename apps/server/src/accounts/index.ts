export { AccountService, type AccountParts } from './service.ts';
export { Workspaces, workspaceById, type WorkspaceRef } from './workspaces.ts';
export { Credentials, type LoginMaterial } from './credentials.ts';
export { accountRoutes, type AccountRouteParts } from './routes.ts';
export { eligibility, isEligible, type Eligibility } from './eligibility.ts';
export { resolveSelection } from './selection.ts';
export { selected } from './bulk.ts';
export { readUsername, usernameKey, type Username } from './username.ts';
export { readEmail, readNotes, readPackage, readTagCell, singleLine, tagCell } from './text.ts';
export type { Checked, FieldProblem } from './text.ts';
export {
  hasCodes,
  readSecrets,
  sameTotp,
  totpForPerson,
  totpFromText,
  totpToText,
  type SecretChange,
} from './secrets.ts';
export type { AccountTables } from './tables.ts';
