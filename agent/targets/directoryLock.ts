import { mkdirSync, readdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { TargetError } from '../target.ts';
import { reasonOf } from './resourceFile.ts';
import { isDraft } from './resourceWriting.ts';

const lockFile = '.agent.lock';
const foldersOf = (folder: string) => [folder, join(folder, 'applications'), join(folder, 'secrets')];

/** Who holds a folder. */
interface Holder {
  pid: number;
  host: string;
  /** When the process began, so that another one with its number is told from it; null where the system does not say. */
  since: string | null;
}

/**
 * Takes a folder for this process: two agents would exchange one token twice. A lock whose process has ended is taken over,
 * and what that one left half done is removed. @returns how to release it, at the end of the process at the latest.
 * @throws TargetError
 */
export function lockDirectory(folder: string): () => void {
  const lock = join(folder, lockFile);
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), since: beginOf(process.pid) } satisfies Holder);
  try {
    mkdirSync(folder, { recursive: true });
    while (!isTaken(lock, mine)) moveAside(lock, folder);
    for (const each of foldersOf(folder)) removeDrafts(each);
  } catch (cause) {
    if (cause instanceof TargetError) throw cause;
    throw new TargetError(`${folder} cannot be used: ${reasonOf(cause)}`, { cause });
  }
  return () => {
    if (read(lock) === mine) unlinkSync(lock);
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

/** Removes the lock of a process that has ended. Whoever is faster has it: what he took is not what was read here. */
function moveAside(lock: string, folder: string): void {
  const found = read(lock);
  if (found === null) return;
  const holder = holderOf(found);
  if (holder && isRunning(holder)) {
    const whose = `process ${holder.pid}${holder.host === hostname() ? '' : ` on ${holder.host}`}`;
    throw new TargetError(`${folder} is in use by another agent (${whose}); if that has ended, remove ${lock}`);
  }
  const aside = `${lock}.${process.pid}.draft`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (read(aside) === found) unlinkSync(aside);
  else renameSync(aside, lock);
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Null if it was not written completely: its process ended before. */
function holderOf(text: string): Holder | null {
  try {
    const { pid, host, since } = JSON.parse(text) as Holder;
    return Number.isSafeInteger(pid) && pid > 0 ? { pid, host, since } : null;
  } catch {
    return null;
  }
}

/** Of another host nothing is known: its agents count as running. */
function isRunning({ pid, host, since }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // It belongs to somebody else.
    if (codeOf(error) !== 'EPERM') return false;
  }
  const begin = beginOf(pid);
  return since === null || begin === null || since === begin;
}

/** Boot and start time of a process, as Linux tells them. */
function beginOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name in parentheses may hold anything; what follows it has fixed places (proc_pid_stat(5), field 22).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return `${boot}/${fields[19]}`;
  } catch {
    return null;
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

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
