import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, unlinkSync } from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { TargetError } from '../target.ts';
import { forget, isMissing, reasonOf, versionOf } from './resourceFile.ts';

/** Somebody else has made, changed or removed the file since it was read. */
class Disturbed extends TargetError {}

export const isDisturbed = (error: unknown): boolean => error instanceof Disturbed;

/** Names of files that are half done: they begin with a dot, so that no list takes them for resources. */
export const isDraft = (file: string): boolean => /^\.[^/]+\.draft$/.test(file);

const draftOf = (file: string) => join(dirname(file), `.${basename(file)}.${randomUUID()}.draft`);

function versionNow(file: string): string | null {
  try {
    return versionOf(readFileSync(file, 'utf8'));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function assertUndisturbed(file: string, over: string | null): void {
  const now = versionNow(file);
  if (now === over) return;
  throw new Disturbed(
    over === null ? 'it is there already' : `it was ${now === null ? 'removed' : 'changed'} meanwhile`,
  );
}

/** Nothing of ours comes between looking and acting, and the moment others have for it is as short as a file system allows. */
function ifUndisturbed(file: string, over: string | null, act: () => void): void {
  assertUndisturbed(file, over);
  act();
}

const failed = (what: string, cause: unknown): TargetError => {
  const message = `${what}: ${reasonOf(cause)}`;
  return cause instanceof Disturbed ? new Disturbed(message) : new TargetError(message, { cause });
};

/**
 * Writes a resource: readers see the old file or the new one, never half of it, even after a power failure.
 * @param over the version that is replaced; null if there is no file.
 * @returns the version written.
 * @throws TargetError; Disturbed if what is there is not what is to be replaced.
 */
export async function writeResource(
  file: string,
  resource: object,
  { mode, over }: { mode: number; over: string | null },
): Promise<string> {
  const draft = draftOf(file);
  const text = stringify(resource, { lineWidth: 0 });
  try {
    const handle = await open(draft, 'wx', mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    ifUndisturbed(file, over, () => renameSync(draft, file));
    await syncFolder(dirname(file));
  } catch (cause) {
    throw failed(`${file} cannot be written`, cause);
  } finally {
    // Gone already where it was renamed.
    await unlink(draft).catch(() => undefined);
  }
  return versionOf(text);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** No error if there is none. @throws TargetError; Disturbed if it is another version. */
export async function removeFile(file: string, over: string | null): Promise<void> {
  try {
    if (versionNow(file) === null) return;
    ifUndisturbed(file, over, () => unlinkSync(file));
    forget(file);
    await syncFolder(dirname(file));
  } catch (cause) {
    throw failed(`${file} cannot be removed`, cause);
  }
}

/** @throws TargetError if nothing can be written into the folder. */
export async function probe(folder: string): Promise<void> {
  const draft = draftOf(join(folder, 'probe'));
  try {
    const handle = await open(draft, 'wx', 0o600);
    await handle.writeFile('may be removed\n');
    await handle.close();
    await unlink(draft);
  } catch (cause) {
    throw new TargetError(`nothing can be written into ${folder}: ${reasonOf(cause)}`, { cause });
  }
}
