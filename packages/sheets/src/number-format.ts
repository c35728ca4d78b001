/** How a number cell is shown, as far as reading it needs to know. */
export interface NumberFormat {
  /**
   * Digits that a whole number is padded to, when the format shows nothing but its digits (`General`, `0`, `00000`,
   * `#,##0`); null when it shows something else (a date, a percentage, an exponent, a currency, a mask).
   */
  readonly digits: number | null;
  readonly isDate: boolean;
  /** What a person sees, never with an exponent. */
  readonly display: (value: number) => string;
}

/** Parts of a format that show no character: `[Red]`, `[$-409]`, `_)` and `*-` (ECMA-376 part 1, 18.8.31). */
const INVISIBLE = /\[(?!\$[^\]-]|[hms]+\])[^\]]*\]|[_*]./giu;
const LITERAL = /"[^"]*"|\\./gu;
const DIGITS_ONLY = /^(?:[0#?]|,(?=[0#?]))+(?:\.[0#?]*)?$/u;

/**
 * The formats that Excel leaves out of the file. 14 and 22 follow the reader's region there; here they are ISO dates,
 * which no region misreads.
 */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy-mm-dd',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-mm-dd h:mm',
  37: '#,##0;(#,##0)',
  38: '#,##0;(#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;(#,##0.00)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
};

/** The code of a built-in number format by its id; ids that follow the region are dates in every region. */
export function builtInFormat(id: number): string {
  const regional = (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  return BUILT_IN[id] ?? (regional ? 'yyyy-mm-dd' : 'General');
}

/**
 * The formats with these codes, in their order. `date1904`: the workbook counts days from 1904. The library that
 * renders them is large and loaded only for codes that need it.
 */
export async function numberFormats(
  codes: readonly string[],
  { date1904 }: { readonly date1904: boolean },
): Promise<NumberFormat[]> {
  const byCode = new Map<string, NumberFormat>();
  for (const code of new Set(codes)) {
    const section = (code.split(';')[0] ?? '').replace(INVISIBLE, '').trim();
    byCode.set(code, isGeneral(section) ? GENERAL : await numberFormat(code, section, date1904));
  }
  return codes.map((code) => byCode.get(code) ?? GENERAL);
}

function isGeneral(section: string): boolean {
  return section === '' || section === '@' || /^general$/iu.test(section);
}

async function numberFormat(code: string, section: string, is1904: boolean): Promise<NumberFormat> {
  const bare = section.replace(LITERAL, '');
  const isDate = /[ymdhs]|\[[hms]+\]/iu.test(bare);
  if (!isDate && /E[+-]/iu.test(bare)) return { digits: null, isDate, display: displayGeneral };
  const digits = DIGITS_ONLY.test(section) ? (section.split('.')[0] ?? '').replace(/[^0]/gu, '').length : null;
  const { formatValue } = await import('hucre');
  const display = (value: number): string => {
    const shown = formatValue(value, code, { is1904 });
    return /\de[+-]?\d/iu.test(shown) ? displayGeneral(value) : shown;
  };
  return { digits, isDate, display };
}

/** The format of a cell without one. */
export const GENERAL: NumberFormat = { digits: 0, isDate: false, display: displayGeneral };

/** Excel keeps 15 significant digits and shows 11 of a fraction; further ones are noise of binary arithmetic. */
function displayGeneral(value: number): string {
  return value.toLocaleString('en-US', {
    useGrouping: false,
    maximumSignificantDigits: Number.isInteger(value) ? 15 : 11,
  });
}
