import { escapeText } from './sheet-text.ts';

/** The parts of an exported workbook that do not depend on its rows (ECMA-376 part 1, 12.3 and 18). */
export interface XmlPart {
  readonly name: string;
  readonly xml: string;
}

export const WORKSHEET_PART = 'xl/worksheets/sheet1.xml';
const LABELS_PART = 'xl/worksheets/sheet2.xml';

/** Name of the hidden sheet with the labels of the devices: a drop-down written out in place ends at 255 characters. */
export const LABELS_SHEET = 'Devices';

export const XML_START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Indexes into the cell formats of `STYLES`. */
export const STYLE = { plain: 0, text: 1, header: 2 } as const;

/** Number format 49 is `@`: what is typed into such a cell stays text, a leading zero or `=` included. */
const STYLES = `${XML_START}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

export function constantParts(labels: readonly string[]): XmlPart[] {
  const withLabels = labels.length > 0;
  const sheets = [
    '<sheet name="Accounts" sheetId="1" r:id="rId1"/>',
    withLabels ? `<sheet name="${LABELS_SHEET}" sheetId="2" state="hidden" r:id="rId3"/>` : '',
  ].join('');
  const parts: XmlPart[] = [
    { name: '[Content_Types].xml', xml: contentTypes(withLabels) },
    { name: '_rels/.rels', xml: relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/workbook.xml',
      xml: `${XML_START}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      xml: relationships([
        ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
        ['rId2', 'styles', 'styles.xml'],
        ...(withLabels ? [['rId3', 'worksheet', 'worksheets/sheet2.xml'] as const] : []),
      ]),
    },
    { name: 'xl/styles.xml', xml: STYLES },
  ];
  return withLabels ? [...parts, { name: LABELS_PART, xml: labelsXml(labels) }] : parts;
}

function override(part: string, type: string): string {
  return `<Override PartName="/${part}" ContentType="${CONTENT}.${type}+xml"/>`;
}

function contentTypes(withLabels: boolean): string {
  const overrides = [
    override('xl/workbook.xml', 'sheet.main'),
    override('xl/styles.xml', 'styles'),
    override(WORKSHEET_PART, 'worksheet'),
    withLabels ? override(LABELS_PART, 'worksheet') : '',
  ];
  return `${XML_START}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
}

function relationships(list: readonly (readonly [id: string, type: string, target: string])[]): string {
  const elements = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${XML_START}<Relationships xmlns="${RELATIONSHIPS}">${elements.join('')}</Relationships>`;
}

function labelsXml(labels: readonly string[]): string {
  const rows = labels.map(
    (label, index) =>
      `<row r="${index + 1}"><c r="A${index + 1}" s="${STYLE.text}" t="inlineStr"><is>${escapeText(label)}</is></c></row>`,
  );
  return `${XML_START}<worksheet xmlns="${MAIN}"><cols><col min="1" max="1" width="13" customWidth="1" style="${STYLE.text}"/></cols><sheetData>${rows.join('')}</sheetData></worksheet>`;
}
