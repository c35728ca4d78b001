import { inflateRawSync } from 'node:zlib';
import type { InstalledPackage } from '../seam.ts';

/** What `pm install` prints inside "Failure [...]" for a file that is no readable APK. */
export class ApkError extends Error {
  readonly code = 'INSTALL_PARSE_FAILED_NOT_APK';
  override readonly name = 'ApkError';
}

/** Package and version of an APK, read from its binary manifest. @throws ApkError */
export function readApk(apk: Uint8Array): InstalledPackage {
  const bytes = Buffer.from(apk.buffer, apk.byteOffset, apk.byteLength);
  const attributes = manifestAttributes(entryOf(bytes, 'AndroidManifest.xml'));
  const packageName = attributes.get('package');
  if (packageName === undefined) throw new ApkError('INSTALL_PARSE_FAILED_BAD_PACKAGE_NAME');
  return {
    packageName,
    versionName: attributes.get('versionName') ?? '',
    versionCode: Number(attributes.get('versionCode') ?? 0),
    thirdParty: true,
  };
}

/** Content of one file of a ZIP archive (APPNOTE.TXT 4.3.12 and 4.3.16). */
function entryOf(zip: Buffer, name: string): Buffer {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 20 > zip.length) throw new ApkError('INSTALL_PARSE_FAILED_NOT_APK');
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count && at + 46 <= zip.length; index += 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) === name) return contentAt(zip, at);
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  throw new ApkError('INSTALL_PARSE_FAILED_UNEXPECTED_EXCEPTION');
}

function contentAt(zip: Buffer, header: number): Buffer {
  const local = zip.readUInt32LE(header + 42);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(start, start + zip.readUInt32LE(header + 20));
  return zip.readUInt16LE(header + 10) === 0 ? packed : inflateRawSync(packed);
}

const STRING_POOL = 0x0001;
const START_ELEMENT = 0x0102;
const TYPE_STRING = 0x03;
const UTF8_FLAG = 1 << 8;

/**
 * Attributes of the first element of a binary XML document, by name. Chunk layout: AOSP
 * frameworks/base/libs/androidfw/include/androidfw/ResourceTypes.h (ResStringPool_header, ResXMLTree_attrExt).
 */
function manifestAttributes(xml: Buffer): Map<string, string> {
  let strings: readonly string[] = [];
  for (let at = 8; at + 8 <= xml.length; at += Math.max(8, xml.readUInt32LE(at + 4))) {
    const type = xml.readUInt16LE(at);
    if (type === STRING_POOL) strings = stringPool(xml, at);
    if (type === START_ELEMENT) return elementAttributes(xml, at, strings);
  }
  throw new ApkError('INSTALL_PARSE_FAILED_MANIFEST_MALFORMED');
}

function elementAttributes(xml: Buffer, at: number, strings: readonly string[]): Map<string, string> {
  const extension = at + xml.readUInt16LE(at + 2);
  const first = extension + xml.readUInt16LE(extension + 8);
  const size = xml.readUInt16LE(extension + 10);
  const attributes = new Map<string, string>();
  for (let index = 0; index < xml.readUInt16LE(extension + 12); index += 1) {
    const attribute = first + index * size;
    const name = strings[xml.readInt32LE(attribute + 4)] ?? '';
    const data = xml.readInt32LE(attribute + 16);
    attributes.set(name, xml[attribute + 15] === TYPE_STRING ? (strings[data] ?? '') : String(data));
  }
  return attributes;
}

function stringPool(xml: Buffer, at: number): readonly string[] {
  const headerSize = xml.readUInt16LE(at + 2);
  const count = xml.readUInt32LE(at + 8);
  const utf8 = (xml.readUInt32LE(at + 16) & UTF8_FLAG) !== 0;
  const start = at + xml.readUInt32LE(at + 20);
  return Array.from({ length: count }, (_, index) => {
    const offset = start + xml.readUInt32LE(at + headerSize + index * 4);
    return utf8 ? utf8String(xml, offset) : utf16String(xml, offset);
  });
}

/** Length in characters, length in bytes (one or two bytes each), then the bytes. */
function utf8String(xml: Buffer, offset: number): string {
  const skip = (from: number): number => ((xml[from] ?? 0) & 0x80 ? from + 2 : from + 1);
  const lengthAt = skip(offset);
  const high = xml[lengthAt] ?? 0;
  const length = high & 0x80 ? ((high & 0x7f) << 8) | (xml[lengthAt + 1] ?? 0) : high;
  const start = skip(lengthAt);
  return xml.toString('utf8', start, start + length);
}

function utf16String(xml: Buffer, offset: number): string {
  const units = xml.readUInt16LE(offset);
  const long = (units & 0x8000) !== 0;
  const length = long ? ((units & 0x7fff) << 16) | xml.readUInt16LE(offset + 2) : units;
  const start = offset + (long ? 4 : 2);
  return xml.toString('utf16le', start, start + length * 2);
}
