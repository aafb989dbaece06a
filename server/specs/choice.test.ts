import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { zipOf } from '../testing/zip.ts';
import { fileOfArchive } from './choice.ts';
import { textOf } from './utf8.ts';

const block = (text: string, length = 512) => Buffer.concat([Buffer.from(text), Buffer.alloc(length)], length);

function tarEntry(name: string, text: string, kind = '0'): Buffer {
  const header = block(name.slice(0, 100));
  header.write(Buffer.byteLength(text).toString(8).padStart(11, '0'), 124);
  header.write(kind, 156);
  header.write('ustar', 257);
  return Buffer.concat([header, block(text, Math.ceil(Buffer.byteLength(text) / 512) * 512)]);
}
const tarOf = (...entries: Buffer[]) => Buffer.concat([...entries, Buffer.alloc(1024)]);

const most = 1024;

describe('Archives', () => {
  test('ZIP, TAR and gzipped TAR are unpacked', () => {
    const tar = tarOf(tarEntry('docs/', '', '5'), tarEntry('docs/a.json', '{"a":1}'));
    expect(fileOfArchive(zipOf({ 'a.json': '{"a":1}' }), null, most)).toBe('{"a":1}');
    expect(fileOfArchive(tar, null, most)).toBe('{"a":1}');
    expect(fileOfArchive(gzipSync(tar), 'json$', most)).toBe('{"a":1}');
  });

  test('long names of TAR are understood', () => {
    const name = `${'n'.repeat(150)}.json`;
    const pax = `165 path=${name}\n`;
    expect(fileOfArchive(tarOf(tarEntry('L', `${name}\0`, 'L'), tarEntry('x', 'a')), 'json$', most)).toBe('a');
    expect(fileOfArchive(tarOf(tarEntry('x', pax, 'x'), tarEntry('x', 'b')), 'json$', most)).toBe('b');
  });

  test.each([
    ['larger than allowed when unpacked', zipOf({ a: 'x'.repeat(100_000) }), 'what is packed is larger than 1 KiB'],
    ['a bomb of gzip', gzipSync(Buffer.alloc(20 * 1024 * 1024)), 'what is packed is larger than 16384 KiB'],
    ['neither', Buffer.from('hello'), 'the answer is neither a ZIP nor a TAR archive'],
    ['cut off', zipOf({ a: 'hello' }).subarray(0, 30), 'the archive is damaged'],
    ['cut off within gzip', gzipSync(tarOf(tarEntry('a', 'b'))).subarray(0, 30), 'the archive is damaged'],
    ['without files', zipOf({}), 'there are no files to choose from'],
  ])('one that is %s is refused', (_what, archive, problem) => {
    expect(() => fileOfArchive(archive, null, most)).toThrow(problem);
  });

  test('offsets that lead outside are damage, not a crash', () => {
    const zip = zipOf({ a: 'hello' });
    for (const position of [zip.length - 6, zip.length - 22 - 5, 26]) {
      const bent = Buffer.from(zip);
      bent.writeUInt32LE(0xfffffff0, Math.min(position, bent.length - 4));
      expect(() => fileOfArchive(bent, null, most)).toThrow(/damaged|packed|UTF-8/);
    }
  });
});

describe('Text', () => {
  test('is UTF-8 without its mark', () => {
    expect(textOf(Buffer.from('\ufeffgrün'))).toBe('grün');
    expect(() => textOf(Buffer.from([0xc3, 0x28]))).toThrow('the file is not text in UTF-8');
    expect(() => textOf(Buffer.from('a\0'))).toThrow('the file has a NUL character in it');
  });
});
