import { networkTraits, type ImportOptions, type Network, type PlanRow, type RowProblemCode } from '@muster/contract';
import type { ColumnName, SheetRow } from '@muster/sheets';
import {
  readEmail,
  readNotes,
  readPackage,
  readSecrets,
  readTagCell,
  readUsername,
  type Checked,
  type SecretChange,
  type Username,
} from '../accounts/index.ts';

export type RowProblem = PlanRow['problems'][number];

/** The figures of a row, as text of its cells; absent ones are unknown. */
export interface FigureCells {
  readonly nickname?: string;
  readonly country?: string;
  readonly followers?: number;
  readonly following?: number;
  readonly hearts?: number;
  readonly videos?: number;
  readonly friends?: number;
}

/** What a row asks for, apart from which account it means. An absent field stays as it is; null clears it. */
export interface Wish {
  readonly row: number;
  readonly id: number | null;
  readonly username: Username | null;
  readonly email: string | null | undefined;
  readonly enabled: boolean | undefined;
  readonly package: string | null | undefined;
  readonly tags: readonly string[] | undefined;
  readonly notes: string | null | undefined;
  readonly signedIn: boolean | undefined;
  readonly secrets: SecretChange;
  /** The cells device and device_index: `''` blank, undefined no such column. */
  readonly device: string | undefined;
  readonly label: string | undefined;
  readonly figures: FigureCells | null;
  readonly problems: readonly RowProblem[];
}

const NOTHING: SecretChange = { password: { kind: 'keep' }, totp: { kind: 'keep' }, hint: null };

/** Reads the cells of one row into what it asks for, with everything that is wrong with them. */
export function readWish(sheetRow: SheetRow, network: Network, options: ImportOptions): Wish {
  const { values } = sheetRow;
  const problems: RowProblem[] = sheetRow.problems.map((problem) => ({ ...problem, remedy: cellRemedy(problem.code) }));
  const read = <T>(column: ColumnName, reader: (text: string) => Checked<T>): T | undefined => {
    const text = values[column];
    if (text === undefined || text === '') return undefined;
    const checked = reader(text);
    if ('value' in checked) return checked.value;
    problems.push({ column, ...checked.problem });
    return undefined;
  };
  /** A field that a blank cell clears where the person chose so. */
  const clearable = <T>(column: ColumnName, cleared: T, reader: (text: string) => Checked<T>): T | undefined =>
    values[column] === '' && options.blankClears ? cleared : read(column, reader);

  const secretFields = { password: values.pwd, totpSecret: values.totp_secret };
  const secrets = readSecrets(network, secretFields);
  if ('problem' in secrets) {
    const column = secrets.problem.code === 'bad_totp_secret' ? 'totp_secret' : 'pwd';
    problems.push({ column, ...secrets.problem });
  }
  return {
    row: sheetRow.row,
    id: values.id === undefined || values.id === '' ? null : Number(values.id),
    username: read('username', readUsername) ?? null,
    email: clearable('email', null, readEmail),
    enabled: flag(values.status, '0'),
    package: clearable('package', null, readPackage),
    tags: clearable('tags', [], readTagCell),
    notes: clearable('notes', null, readNotes),
    signedIn: flag(values.logined, '1'),
    secrets: 'value' in secrets ? secrets.value : NOTHING,
    device: values.device,
    label: values.device_index,
    figures: networkTraits[network].hasFigures ? figuresIn(values) : null,
    problems,
  };
}

function flag(text: string | undefined, yes: '0' | '1'): boolean | undefined {
  return text === undefined || text === '' ? undefined : text === yes;
}

function figuresIn(values: SheetRow['values']): FigureCells | null {
  const figures: { [name: string]: string | number } = {};
  for (const name of ['nickname', 'country'] as const) {
    const text = values[name];
    if (text !== undefined && text !== '') figures[name] = text;
  }
  for (const name of ['followers', 'following', 'hearts', 'videos', 'friends'] as const) {
    const text = values[name];
    if (text !== undefined && text !== '') figures[name] = Number(text);
  }
  return Object.keys(figures).length === 0 ? null : figures;
}

function cellRemedy(code: RowProblemCode): string {
  switch (code) {
    case 'number_too_long':
      return 'Format the cell as text and type the digits again.';
    case 'not_text':
      return 'Format the cell as text and type the value again.';
    case 'error_value':
    case 'no_cached_result':
      return 'Replace the formula by its value.';
    case 'bad_integer':
      return 'Type a whole number, or leave the cell blank.';
    case 'bad_flag':
      return 'Type 0 or 1, or leave the cell blank.';
    case 'duplicate_id':
      return 'Keep one of the rows, or leave the id of the others blank to make new accounts.';
    default:
      return 'Mend the cell, or leave the row out.';
  }
}
