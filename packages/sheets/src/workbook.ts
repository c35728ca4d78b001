import { posix } from 'node:path';
import type { Archive } from './archive.ts';
import { SheetFault } from './fault.ts';
import { MAX_FORMATS, MAX_SHARED_STRINGS } from './limits.ts';
import { builtInFormat, GENERAL, numberFormats } from './number-format.ts';
import type { NumberFormat } from './number-format.ts';
import { prefixedAttribute, readXml } from './xml.ts';
import type { Attributes, XmlHandler } from './xml-scanner.ts';

export interface SheetPart {
  readonly name: string;
  readonly visible: boolean;
  /** Name of the part in the archive. */
  readonly part: string;
}

/** What the cells of all worksheets refer to. */
export interface Workbook {
  /** The worksheets in the order of their tabs, without chart sheets and macro sheets. */
  readonly sheets: readonly SheetPart[];
  readonly sharedStrings: readonly string[];
  /** The number format of each cell style. */
  readonly formats: readonly NumberFormat[];
}

interface Relationship {
  /** The last word of its type: the transitional and the strict dialect differ before it. */
  readonly type: string;
  readonly part: string;
}

/** Reads all of a workbook but its worksheets. Throws SheetFault, `not_a_workbook` if the archive is something else. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const root = [...(await readRelationships(archive, '')).values()].find(({ type }) => type === 'officeDocument');
  const main = root?.part ?? 'xl/workbook.xml';
  if (!archive.has(main)) throw await notAWorkbook(archive);
  if (main.endsWith('.bin')) {
    throw new SheetFault('not_a_workbook', 'This is a binary workbook (.xlsb). Save it as .xlsx and try again.');
  }
  const found = new WorkbookPart();
  await readXml(archive.chunks(main), found);
  if (!found.isWorkbook) throw new SheetFault('not_a_workbook', 'This is an Office document, but not a workbook.');
  const relationships = await readRelationships(archive, main);
  const sheets = found.sheets.flatMap(({ name, visible, relationship }): SheetPart[] => {
    const target = relationships.get(relationship);
    return target?.type === 'worksheet' ? [{ name, visible, part: target.part }] : [];
  });
  const only = (type: string): string | undefined => [...relationships.values()].find((r) => r.type === type)?.part;
  return {
    sheets,
    sharedStrings: await readSharedStrings(archive, only('sharedStrings')),
    formats: await readFormats(archive, only('styles'), found.date1904),
  };
}

async function notAWorkbook(archive: Archive): Promise<SheetFault> {
  const mimetype = await archive.head('mimetype');
  const message = mimetype.startsWith('application/vnd.oasis.opendocument')
    ? 'This is an OpenDocument file (.ods). Save it as .xlsx and try again.'
    : 'This is a zip archive without a workbook in it.';
  return new SheetFault('not_a_workbook', message);
}

async function readRelationships(archive: Archive, part: string): Promise<Map<string, Relationship>> {
  const folder = posix.dirname(part);
  const relationships = new Map<string, Relationship>();
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  if (!archive.has(name)) return relationships;
  await readXml(archive.chunks(name), {
    open(element, { Id: id, Type: type, Target: target, TargetMode: mode }) {
      if (element !== 'Relationship' || id === undefined || target === undefined || mode === 'External') return;
      const resolved = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      relationships.set(id, { type: posix.basename(type ?? ''), part: resolved });
    },
  });
  return relationships;
}

class WorkbookPart implements XmlHandler {
  readonly sheets: { name: string; visible: boolean; relationship: string }[] = [];
  isWorkbook = false;
  date1904 = false;

  open(element: string, attributes: Attributes): void {
    if (element === 'workbook') this.isWorkbook = true;
    if (element === 'workbookPr') this.date1904 = isTrue(attributes['date1904']);
    if (element !== 'sheet') return;
    const visible = attributes['state'] === undefined || attributes['state'] === 'visible';
    const relationship = prefixedAttribute(attributes, 'id') ?? '';
    this.sheets.push({ name: attributes['name'] ?? '', visible, relationship });
  }
}

async function readSharedStrings(archive: Archive, part: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (part === undefined || !archive.has(part)) return strings;
  const text = new RichText();
  await readXml(archive.chunks(part), {
    open(element) {
      if (element === 'si') text.clear();
      text.open(element);
    },
    text: (piece) => text.add(piece),
    close(element) {
      text.close(element);
      if (element !== 'si') return;
      if (strings.push(text.value()) > MAX_SHARED_STRINGS) {
        throw new SheetFault('too_large', 'The workbook holds too many texts.');
      }
    },
  });
  return strings;
}

/**
 * Collects the text of a cell or a shared string: the runs of rich text joined, phonetic hints left out,
 * `_xHHHH_` decoded (ECMA-376 part 1, 22.9.2.19).
 */
export class RichText {
  #text = '';
  #inText = false;
  #inHint = false;

  clear(): void {
    this.#text = '';
  }

  open(element: string): void {
    if (element === 't') this.#inText = !this.#inHint;
    else if (element === 'rPh') this.#inHint = true;
  }

  add(piece: string): void {
    if (this.#inText) this.#text += piece;
  }

  close(element: string): void {
    if (element === 't') this.#inText = false;
    else if (element === 'rPh') this.#inHint = false;
  }

  value(): string {
    return decodeEscapes(this.#text);
  }
}

/** `_x000D_` stands for the character with that code, and `_x005F_` keeps the rest of a text from being read so. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

async function readFormats(archive: Archive, part: string | undefined, date1904: boolean): Promise<NumberFormat[]> {
  if (part === undefined || !archive.has(part)) return [GENERAL];
  const styles = new StylesPart();
  await readXml(archive.chunks(part), styles);
  const codes = styles.cellFormats.map((id) => styles.codes.get(id) ?? builtInFormat(id));
  return numberFormats(codes, { date1904 });
}

class StylesPart implements XmlHandler {
  readonly codes = new Map<number, string>();
  readonly cellFormats: number[] = [];
  #inCellFormats = false;

  open(element: string, attributes: Attributes): void {
    if (element === 'cellXfs') this.#inCellFormats = true;
    if (element === 'numFmt')
      this.codes.set(Number(attributes['numFmtId']), (attributes['formatCode'] ?? '').slice(0, 255));
    if (element !== 'xf' || !this.#inCellFormats) return;
    if (this.cellFormats.push(Number(attributes['numFmtId'] ?? 0)) > MAX_FORMATS) {
      throw new SheetFault('too_large', 'The workbook holds too many cell formats.');
    }
  }

  close(element: string): void {
    if (element === 'cellXfs') this.#inCellFormats = false;
  }
}

/** A boolean attribute (`xsd:boolean`). */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
