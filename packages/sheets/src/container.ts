import { SheetFault } from './fault.ts';

/** What a file really is, whatever its name says. */
export type Container = 'zip' | 'encrypted' | 'csv';

/** The first bytes that `containerOf` needs. */
export const HEAD_BYTES = 4096;

const OLE = Buffer.from('D0CF11E0A1B11AE1', 'hex');
/** The record "beginning of file" of Excel 2 to 5 outside of a container: 9, then the version. */
const BARE_BIFF = ['0900', '0902', '0904', '0908'];

/**
 * Tells what a file is by its first bytes; only text needs its name as well, to be a CSV.
 * `whole` gives all bytes, which an OLE container needs. Throws SheetFault for everything that is not read.
 */
export async function containerOf(head: Buffer, fileName: string, whole: () => Promise<Buffer>): Promise<Container> {
  if (head.length === 0) throw new SheetFault('empty_file', 'The file is empty.');
  if (head.subarray(0, 2).toString('latin1') === 'PK') return 'zip';
  if (head.subarray(0, OLE.length).equals(OLE)) return oleContainer(await whole());
  if (BARE_BIFF.includes(head.subarray(0, 2).toString('hex'))) throw oldFormat();
  const start = textStart(head);
  if (start === null) throw notAWorkbook('This is not a workbook. Save it as .xlsx and try again.');
  if (/^<(?:!doctype html|html|head|meta|table|div|body)/iu.test(start)) {
    throw notAWorkbook('This is a web page, not a workbook. Open it in a spreadsheet program and save it as .xlsx.');
  }
  if (start.startsWith('<?xml')) {
    throw notAWorkbook('This is an XML file, not a workbook. Open it in a spreadsheet program and save it as .xlsx.');
  }
  if (fileName.toLowerCase().endsWith('.csv')) return 'csv';
  throw notAWorkbook('This is plain text, not a workbook. If it is a CSV file, give it a name that ends in .csv.');
}

/** Opens a password-protected workbook. Throws SheetFault `password_protected` without the right password. */
export async function decrypt(bytes: Buffer, password: string | undefined): Promise<Buffer> {
  if (password === undefined || password === '') {
    throw new SheetFault(
      'password_protected',
      'The workbook is protected with a password. Give the password to read it.',
    );
  }
  const { default: officeCrypto } = await import('officecrypto-tool');
  try {
    return await officeCrypto.decrypt(bytes, { password });
  } catch (cause) {
    if (cause instanceof Error && cause.message === 'The password is incorrect') {
      throw new SheetFault('password_protected', 'This password does not open the workbook.');
    }
    throw new SheetFault('damaged', 'The protected workbook is damaged or uses an unknown protection.', { cause });
  }
}

/** An OLE container is a protected workbook, an old .xls, or something else of Office's, by the streams it names. */
function oleContainer(bytes: Buffer): 'encrypted' {
  if (namesStream(bytes, 'EncryptedPackage')) return 'encrypted';
  if (namesStream(bytes, 'Workbook') || namesStream(bytes, 'Book')) throw oldFormat();
  throw notAWorkbook('This is an old Office file, but not a workbook.');
}

/** Entries of the directory are 128 bytes long and begin with the stream's name in UTF-16 (MS-CFB, 2.6.1). */
function namesStream(bytes: Buffer, name: string): boolean {
  const entry = Buffer.from(`${name}\0`, 'utf16le');
  for (let at = bytes.indexOf(entry); at >= 0; at = bytes.indexOf(entry, at + 2)) if (at % 128 === 0) return true;
  return false;
}

/** The beginning of a text without BOM and white space; null when the bytes are no text. */
function textStart(head: Buffer): string | null {
  const wide =
    head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : null;
  const text = new TextDecoder(wide ?? 'utf-8').decode(head);
  return /[^\P{Cc}\s\x7f-\x9f]/u.test(text) ? null : text.trimStart();
}

function oldFormat(): SheetFault {
  return new SheetFault('old_format', 'This is a workbook of Excel 97-2003 (.xls). Save it as .xlsx and try again.');
}

function notAWorkbook(message: string): SheetFault {
  return new SheetFault('not_a_workbook', message);
}
