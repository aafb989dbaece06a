import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseDocument, stringify } from 'yaml';
import { TargetError } from '../target.ts';

/** A resource as a file holds it: of some kind, with a name. */
export interface Resource {
  kind: string;
  metadata: Record<string, unknown>;
  [key: string]: unknown;
}

/** Larger than any resource a cluster takes. */
const mostBytes = 4 * 1024 * 1024;

export const reasonOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
};

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * Reads one resource. @returns null if there is no such file.
 * @throws TargetError with the line of what is wrong, never with what the line holds.
 */
export async function readResource(file: string): Promise<Resource | null> {
  let text: string;
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      if (size > mostBytes) throw new TargetError(`${file} is too large for a resource`);
      text = await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isMissing(error)) return null;
    if (error instanceof TargetError) throw error;
    throw new TargetError(`${file} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
  return parse(text, file);
}

function parse(text: string, file: string): Resource {
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  const [problem] = document.errors;
  if (problem) {
    const line = problem.linePos?.[0].line;
    throw new TargetError(`${file} is not YAML of one resource: line ${line ?? '?'} (${problem.code})`);
  }
  let value: unknown;
  try {
    // Aliases make small files large; resources need none.
    value = document.toJS({ maxAliasCount: 0 });
  } catch {
    throw new TargetError(`${file} is not plain YAML: it uses aliases`);
  }
  if (!isObject(value) || typeof value['kind'] !== 'string' || !isObject(value['metadata'])) {
    throw new TargetError(`${file} holds no resource: it needs kind and metadata`);
  }
  return value as unknown as Resource;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Writes a resource: readers see the old file or the new one, never half of it, even after a power failure.
 * @throws TargetError; with `isNew` also if the file is there.
 */
export async function writeResource(
  file: string,
  resource: object,
  mode: number,
  { isNew = false }: { isNew?: boolean } = {},
): Promise<void> {
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}.draft`);
  try {
    const handle = await open(draft, 'wx', mode);
    try {
      await handle.writeFile(stringify(resource, { lineWidth: 0 }));
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (isNew && existsSync(file)) throw new Error('it is there already');
    await rename(draft, file);
    await syncFolder(dirname(file));
  } catch (cause) {
    throw new TargetError(`${file} cannot be written: ${reasonOf(cause)}`, { cause });
  } finally {
    // Gone already where it was renamed.
    await unlink(draft).catch(() => undefined);
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** No error if there is none. */
export async function removeFile(file: string): Promise<void> {
  try {
    await unlink(file);
    await syncFolder(dirname(file));
  } catch (cause) {
    if (!isMissing(cause)) throw new TargetError(`${file} cannot be removed: ${reasonOf(cause)}`, { cause });
  }
}

/** @throws TargetError if nothing can be written into the folder. */
export async function probe(folder: string): Promise<void> {
  const draft = join(folder, `.probe.${randomUUID()}.draft`);
  try {
    const handle = await open(draft, 'wx', 0o600);
    await handle.writeFile('may be removed\n');
    await handle.close();
    await unlink(draft);
  } catch (cause) {
    throw new TargetError(`nothing can be written into ${folder}: ${reasonOf(cause)}`, { cause });
  }
}
