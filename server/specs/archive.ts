import { gunzipSync, inflateRawSync } from 'node:zlib';
import { SpecProblem } from './specProblem.ts';

/** A file in an archive; its bytes are unpacked only when asked for. */
export interface ArchivedFile {
  name: string;
  bytes(): Buffer;
}

const mostFiles = 10_000;
const mostUnpackedArchive = 16 * 1024 * 1024;

const damaged = () => new SpecProblem('the archive is damaged');

/** Reads; an offset that leads outside of the archive is damage. */
function withinArchive<T>(body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof RangeError) throw damaged();
    throw error;
  }
}

/** Unpacks, and stops beyond the limit. */
function unpacked(unpack: typeof gunzipSync, packed: Buffer, most: number): Buffer {
  try {
    return unpack(packed, { maxOutputLength: most });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new SpecProblem(`what is packed is larger than ${most / 1024} KiB`);
    throw damaged();
  }
}

/** ZIP (APPNOTE 4.3): reads the central directory. ZIP64 is for archives far beyond what is fetched. */
function zipFiles(archive: Buffer, mostBytes: number): ArchivedFile[] {
  const end = archive.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0) throw damaged();
  const count = archive.readUInt16LE(end + 10);
  if (count > mostFiles) throw new SpecProblem(`the archive has more than ${mostFiles} files`);
  const files: ArchivedFile[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (archive.readUInt32LE(at) !== 0x02014b50) throw damaged();
    const flags = archive.readUInt16LE(at + 8);
    const method = archive.readUInt16LE(at + 10);
    const size = archive.readUInt32LE(at + 20);
    const nameLength = archive.readUInt16LE(at + 28);
    const local = archive.readUInt32LE(at + 42);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    if (name.endsWith('/')) continue;
    files.push({
      name,
      bytes: () =>
        withinArchive(() => {
          if ((flags & 1) === 1) throw new SpecProblem('the archive is encrypted');
          const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
          const packed = archive.subarray(start, start + size);
          if (method === 0 && packed.length <= mostBytes) return packed;
          if (method === 8) return unpacked(inflateRawSync, packed, mostBytes);
          throw new SpecProblem('the archive is packed in a way Compass does not understand');
        }),
    });
  }
  return files;
}

const block = 512;

/** TAR (POSIX.1-1988 ustar), with the long names of GNU and pax. */
function tarFiles(archive: Buffer): ArchivedFile[] {
  const textAt = (start: number, length: number) =>
    archive.toString('utf8', start, start + length).replace(/\0.*$/s, '');
  const files: ArchivedFile[] = [];
  let longName: string | undefined;
  for (let at = 0; at + block <= archive.length && archive[at] !== 0; ) {
    const size = Number.parseInt(textAt(at + 124, 12).trim() || '0', 8);
    if (!(size >= 0) || at + block + size > archive.length) throw damaged();
    const kind = textAt(at + 156, 1);
    const content = archive.subarray(at + block, at + block + size);
    const prefix = textAt(at + 257, 5) === 'ustar' ? textAt(at + 345, 155) : '';
    if (kind === 'L') longName = content.toString('utf8').replace(/\0.*$/s, '');
    else if (kind === 'x') longName = /^\d+ path=(.*)$/m.exec(content.toString('utf8'))?.[1] ?? longName;
    else {
      const name = longName ?? (prefix === '' ? textAt(at, 100) : `${prefix}/${textAt(at, 100)}`);
      if (kind === '' || kind === '0') files.push({ name, bytes: () => content });
      longName = undefined;
    }
    if (files.length > mostFiles) throw new SpecProblem(`the archive has more than ${mostFiles} files`);
    at += block + Math.ceil(size / block) * block;
  }
  return files;
}

/**
 * The files of a ZIP, TAR or gzip-compressed TAR archive.
 * @param mostBytes of one file, unpacked.
 * @throws SpecProblem
 */
export function filesOf(archive: Buffer, mostBytes: number): ArchivedFile[] {
  return withinArchive(() => {
    if (archive.subarray(0, 2).toString('latin1') === 'PK') return zipFiles(archive, mostBytes);
    const isPacked = archive[0] === 0x1f && archive[1] === 0x8b;
    const plain = isPacked ? unpacked(gunzipSync, archive, mostUnpackedArchive) : archive;
    if (plain.toString('latin1', 257, 262) === 'ustar') return tarFiles(plain);
    throw new SpecProblem('the answer is neither a ZIP nor a TAR archive');
  });
}
