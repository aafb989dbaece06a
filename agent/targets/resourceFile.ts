import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { TargetError } from '../target.ts';

/** A resource as a file holds it: of some kind, with a name. */
export interface Resource {
  kind: string;
  metadata: Record<string, unknown>;
  [key: string]: unknown;
}

/** A resource with what its file held when it was read: two readings of the same content have the same version. */
export interface StoredResource {
  resource: Resource;
  version: string;
}

export const versionOf = (text: string): string => createHash('sha256').update(text).digest('base64');

/** Without waiting for whoever writes into a named pipe; Windows has no such flag. */
const readAtOnce = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Larger than any resource a cluster takes. */
const mostBytes = 4 * 1024 * 1024;

export const reasonOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
};

export const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

export const isMissing = (error: unknown) => codeOf(error) === 'ENOENT';

/**
 * Reads one resource. @returns null if there is no such file.
 * @throws TargetError with the line of what is wrong, never with what the line holds.
 */
export async function readStored(file: string): Promise<StoredResource | null> {
  let text: string;
  try {
    const handle = await open(file, readAtOnce);
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) throw new TargetError(`${file} cannot be read: it is no regular file`);
      if (stats.size > mostBytes) throw new TargetError(`${file} is too large for a resource`);
      text = await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isMissing(error)) {
      forget(file);
      return null;
    }
    if (error instanceof TargetError) throw error;
    throw new TargetError(`${file} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
  return { resource: parsed(text, file), version: versionOf(text) };
}

/** What files held when they were parsed last: every pass reads all of them, and most are as they were. */
const known = new Map<string, { text: string; resource: Resource }>();

/** Parses it only if it is another text than last time. Nobody may change what is handed to the next, so it is frozen. */
function parsed(text: string, file: string): Resource {
  const before = known.get(file);
  if (before?.text === text) return before.resource;
  known.delete(file);
  const resource = frozen(parse(text, file));
  known.set(file, { text, resource });
  return resource;
}

/** Of a file that is no more. */
export const forget = (file: string): void => void known.delete(file);

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) frozen(each);
    Object.freeze(value);
  }
  return value;
}

/** As `readStored`, for who only looks. */
export async function readResource(file: string): Promise<Resource | null> {
  return (await readStored(file))?.resource ?? null;
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

export const isTexts = (value: unknown): value is Record<string, string> =>
  isObject(value) && Object.values(value).every((each) => typeof each === 'string');

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
