/** One thing an operator can set: where its text comes from, what it means, and how it is read. */
export interface Setting<T> {
  /** Environment variable; null where there is only a flag. */
  readonly variable: string | null;
  /** Option of `serve` without its dashes; it wins over the variable. Secrets have none: arguments are seen by all. */
  readonly flag?: string;
  readonly what: string;
  /** The text that is read when nothing is set; null when the setting may be absent. */
  readonly standard: string | null;
  /** For the documentation, where `standard` alone does not say it. */
  readonly standardInWords?: string;
  /** @throws WrongValue with what is expected. */
  read(text: string): T;
}

/** A value that a setting does not take. Its message completes the sentence “MUSTER_PORT …”, without the value. */
export class WrongValue extends Error {}

export type Settings = Readonly<Record<string, Setting<unknown>>>;

/** The typed values of settings. Absent is null. */
export type ValuesOf<S extends Settings> = {
  readonly [Name in keyof S]: S[Name] extends Setting<infer T> & { readonly standard: infer D }
    ? null extends D
      ? T | null
      : T
    : never;
};

/** Where texts come from: the environment, and options of the command line (`true` for one without a value). */
export interface Source {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
}

/** Values, and a sentence for each that is wrong; the values are whole only when there is none. */
export interface ReadSettings<S extends Settings> {
  readonly values: ValuesOf<S>;
  readonly wrong: readonly string[];
}

/** Reads every setting of a group. A sentence names the setting and what it takes, never the value: it may be a secret. */
export function readSettings<S extends Settings>(settings: S, source: Source): ReadSettings<S> {
  const wrong: string[] = [];
  const values = Object.entries(settings).map(([name, setting]): [string, unknown] => {
    const given = textOf(setting, source);
    const text = given?.text ?? setting.standard;
    if (text === null) return [name, null];
    try {
      return [name, setting.read(text)];
    } catch (error) {
      if (!(error instanceof WrongValue)) throw error;
      wrong.push(`${given?.from ?? nameOf(setting)} ${error.message}.`);
      return [name, null];
    }
  });
  // Each value was read by the setting of its name
  return { values: Object.fromEntries(values) as ValuesOf<S>, wrong };
}

/** A row of the reference of all settings. */
export interface DescribedSetting {
  readonly variable: string | null;
  readonly flag: string | null;
  readonly standard: string;
  readonly what: string;
}

/** What docs/reference/configuration.md is made from. */
export function describeSettings(settings: Settings): DescribedSetting[] {
  return Object.values(settings).map((setting) => ({
    variable: setting.variable,
    flag: setting.flag === undefined ? null : `--${setting.flag}`,
    standard: setting.standardInWords ?? setting.standard ?? 'not set',
    what: setting.what,
  }));
}

function textOf(setting: Setting<unknown>, source: Source): { text: string; from: string } | null {
  const option = setting.flag === undefined ? undefined : source.flags[setting.flag];
  if (option !== undefined && option !== false) {
    return { text: option === true ? '' : option, from: `--${setting.flag}` };
  }
  // A variable that is set to nothing is one that is not set: compose files and unit files do that.
  const text = setting.variable === null ? undefined : source.env[setting.variable];
  return text === undefined || text.trim() === '' ? null : { text: text.trim(), from: nameOf(setting) };
}

function nameOf(setting: Setting<unknown>): string {
  return setting.variable ?? `--${setting.flag ?? ''}`;
}
