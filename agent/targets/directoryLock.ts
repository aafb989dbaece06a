import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Target, TargetError } from '../target.ts';
import { holderOf, lifeOf, nameOf, thisProcess } from './lockHolder.ts';
import { codeOf, reasonOf } from './resourceFile.ts';
import { isDraft } from './resourceWriting.ts';

const lockFile = '.agent.lock';
const foldersOf = (folder: string) => [folder, join(folder, 'applications'), join(folder, 'secrets')];

/** A holder touches its lock that often. */
const beatMs = 5000;
/** A holder of another machine that has missed that many in a row is taken for ended. */
const mostMissed = 6;

/** A folder that is this process's own. */
export interface DirectoryLock {
  /** @throws TargetError if it is no more: whoever took it found this process silent for long. */
  assertHeld(): void;
  /** At the end of the process at the latest. */
  release(): void;
}

export interface LockOptions {
  /** Told once, that the folder belongs to another agent now: this one has to end. */
  onLost: (reason: string) => void;
  /** Told that it takes a while, and why. */
  onWait: (reason: string) => void;
  wait?: (ms: number) => Promise<unknown>;
}

/**
 * Takes a folder for this process: two agents would exchange one token twice. A lock whose process has ended is taken over,
 * and what that one left half done is removed. Of a process on another machine it waits for a sign of life: the time of
 * the lock, which is compared with itself, so that the clocks of the two do not matter.
 * @throws TargetError
 */
export async function lockDirectory(
  folder: string,
  { onLost, onWait, wait = sleep }: LockOptions,
): Promise<DirectoryLock> {
  const lock = join(folder, lockFile);
  const mine = JSON.stringify(thisProcess());
  try {
    mkdirSync(folder, { recursive: true });
    while (!isTaken(lock, mine)) await takeFromEnded(lock, folder, { onWait, wait });
    for (const each of foldersOf(folder)) removeDrafts(each);
  } catch (cause) {
    if (cause instanceof TargetError) throw cause;
    throw new TargetError(`${folder} cannot be used: ${reasonOf(cause)}`, { cause });
  }
  /** Touches before it looks: who takes a lock looks at its time once more after it has moved it. */
  function assertHeld(): void {
    const now = new Date();
    try {
      utimesSync(lock, now, now);
    } catch (cause) {
      if (codeOf(cause) !== 'ENOENT') throw new TargetError(`${lock} cannot be touched: ${reasonOf(cause)}`, { cause });
    }
    const found = read(lock);
    if (found === mine) return;
    const holder = found === null ? null : holderOf(found);
    const taken = holder ? `was taken over by another agent (${nameOf(holder)})` : 'is no longer locked by this agent';
    const reason = `${folder} ${taken}`;
    clearInterval(beating);
    onLost(reason);
    throw new TargetError(reason);
  }
  const beating = setInterval(() => {
    try {
      assertHeld();
    } catch {
      // Whoever listens was told that it is lost; a folder that is away for a while may come back before that.
    }
  }, beatMs).unref();
  return {
    assertHeld,
    release() {
      clearInterval(beating);
      if (read(lock) === mine) unlinkSync(lock);
    },
  };
}

/** Everything that writes, or asks whether it could, asks first whether the folder is still this process's own. */
export function heldBy({ assertHeld }: Pick<DirectoryLock, 'assertHeld'>, target: Target): Target {
  const guarded =
    <A extends unknown[], T>(write: (...parameters: A) => Promise<T>) =>
    async (...parameters: A): Promise<T> => {
      assertHeld();
      return write(...parameters);
    };
  return {
    ...target,
    writeConnection: guarded(target.writeConnection),
    writeSecret: guarded(target.writeSecret),
    assertWritable: guarded(target.assertWritable),
    assertSecretsWritable: guarded(target.assertSecretsWritable),
    createApplication: guarded(target.createApplication),
    updateApplication: guarded(target.updateApplication),
    deleteApplication: guarded(target.deleteApplication),
    writeApplicationSecret: guarded(target.writeApplicationSecret),
    deleteApplicationSecret: guarded(target.deleteApplicationSecret),
  };
}

function isTaken(lock: string, mine: string): boolean {
  try {
    writeFileSync(lock, mine, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the lock of a process that has ended. */
async function takeFromEnded(
  lock: string,
  folder: string,
  { onWait, wait }: Required<Pick<LockOptions, 'onWait' | 'wait'>>,
): Promise<void> {
  const found = look(lock);
  if (found === null) return;
  const holder = holderOf(found.text);
  const life = holder ? lifeOf(holder) : 'ended';
  if (holder && life !== 'ended') {
    const used = `${folder} is in use by another agent (${nameOf(holder)})`;
    if (life === 'running') {
      const isSilent = holder.host !== hostname() && !holder.beats;
      const version = isSilent ? ' of an earlier version, of which nothing shows from here whether it runs' : '';
      throw new TargetError(`${used}${version}; if that has ended, remove ${lock}`);
    }
    const seconds = (mostMissed * beatMs) / 1000;
    onWait(`${used}; it is taken over in ${seconds} s if that one shows no sign of life until then`);
    for (let missed = 0; missed < mostMissed; missed += 1) {
      await wait(beatMs);
      const now = look(lock);
      if (now === null || now.text !== found.text) return;
      if (now.touched !== found.touched)
        throw new TargetError(`${used}, which has just shown a sign of life: end it first`);
    }
  }
  moveAside(lock, found);
}

interface Found {
  text: string;
  /** Nanoseconds. */
  touched: bigint;
}

const isSame = (one: Found | null, other: Found) => one?.text === other.text && one.touched === other.touched;

/** Whoever is faster has it: what he took, or was touched meanwhile, is not what was found, and goes back to its place. */
function moveAside(lock: string, found: Found): void {
  const aside = `${lock}.${process.pid}.draft`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (isSame(look(aside), found)) unlinkSync(aside);
  else renameSync(aside, lock);
}

function look(file: string): Found | null {
  try {
    // In this order: on a network, opening a file is what asks how it is now.
    const text = readFileSync(file, 'utf8');
    return { text, touched: statSync(file, { bigint: true }).mtimeNs };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

const read = (file: string): string | null => look(file)?.text ?? null;

function removeDrafts(folder: string): void {
  let files: string[];
  try {
    files = readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  for (const file of files) if (isDraft(file)) unlinkSync(join(folder, file));
}
