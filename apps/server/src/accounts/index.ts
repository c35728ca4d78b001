export { eligibility, eligibilityOf, type Eligibility } from './eligibility.ts';
export type { AccountTables } from './tables.ts';
