import { beforeEach, describe, expect, it } from 'vitest';
import { FileError, PhoneFiles, resolvePath } from './files.ts';

let files: PhoneFiles;
beforeEach(() => {
  files = new PhoneFiles(() => 1_800_000_000);
});

function codeOf(act: () => void): string {
  try {
    act();
  } catch (error) {
    if (error instanceof FileError) return error.code;
    throw error;
  }
  return 'done';
}

describe('PhoneFiles', () => {
  it('follows /sdcard and resolves .. within the phone', () => {
    expect(resolvePath('/sdcard/Download/')).toBe('/storage/emulated/0/Download');
    expect(resolvePath('../../../etc/passwd')).toBe('/etc/passwd');
    files.write('/sdcard/a.txt', Buffer.from('hi'));
    expect(files.list('/storage/emulated/0')).toContain('a.txt');
  });

  it('lets only the two user folders be written to', () => {
    expect(codeOf(() => files.write('/data/local/tmp/x', Buffer.from('1')))).toBe('done');
    expect(codeOf(() => files.write('/system/x', Buffer.from('1')))).toBe('EACCES');
    expect(codeOf(() => files.remove('/sdcard', { recursive: true }))).toBe('EACCES');
    expect(codeOf(() => files.write('/sdcard/none/x', Buffer.from('1')))).toBe('ENOENT');
    expect(codeOf(() => files.write('/sdcard/Download', Buffer.from('1')))).toBe('EISDIR');
  });

  it('removes a folder with all it holds, also one that the phone came with', () => {
    files.makeDirectory('/sdcard/a/b', { parents: true });
    files.write('/sdcard/a/b/c', Buffer.from('1'));
    expect(codeOf(() => files.remove('/sdcard/a'))).toBe('EISDIR');
    files.remove('/sdcard/a', { recursive: true });
    expect(codeOf(() => void files.stat('/sdcard/a/b/c'))).toBe('ENOENT');
    files.remove('/sdcard/Movies', { recursive: true });
    expect(files.list('/sdcard')).toEqual(['Android', 'DCIM', 'Download', 'Pictures']);
    expect(new PhoneFiles(() => 0).list('/sdcard')).toContain('Movies');
  });

  it('keeps nothing of what goes to /dev/null', () => {
    files.write('/dev/null', Buffer.from('gone'));
    expect(files.read('/dev/null')).toHaveLength(0);
  });
});
