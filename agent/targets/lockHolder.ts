import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { codeOf } from './resourceFile.ts';

/** Who holds a folder. */
export interface Holder {
  pid: number;
  host: string;
  /** When the process began, so that another one with its number is told from it; null where the system does not say. */
  since: string | null;
  /** Where its number means this process: the boot and the container; null where the system does not say. */
  machine: string | null;
  /** Whether it touches its lock as long as it lives; earlier agents did not. */
  beats: boolean;
}

export const thisProcess = (): Holder => ({
  pid: process.pid,
  host: hostname(),
  since: beginOf(process.pid),
  machine: machine(),
  beats: true,
});

/** Null if it was not written completely: its process ended before. */
export function holderOf(text: string): Holder | null {
  try {
    const { pid, host, since = null, machine: of = null, beats = false } = JSON.parse(text) as Holder;
    return Number.isSafeInteger(pid) && pid > 0 ? { pid, host, since, machine: of, beats } : null;
  } catch {
    return null;
  }
}

/** What can be said of a holder from here: of another machine, or container, only what it shows by itself. */
export function lifeOf({ pid, host, since, machine: of, beats }: Holder): 'running' | 'ended' | 'unknown' {
  const isHere = host === hostname() && (!beats || of === machine());
  if (!isHere) return beats ? 'unknown' : 'running';
  try {
    process.kill(pid, 0);
  } catch (error) {
    // It belongs to somebody else.
    if (codeOf(error) !== 'EPERM') return 'ended';
  }
  const begin = beginOf(pid);
  return since === null || begin === null || since === begin ? 'running' : 'ended';
}

export const nameOf = ({ pid, host }: Holder): string => `process ${pid}${host === hostname() ? '' : ` on ${host}`}`;

const bootOf = () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

function machine(): string | null {
  try {
    return `${bootOf()}/${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return null;
  }
}

/** Boot and start time of a process, as Linux tells them. */
function beginOf(pid: number): string | null {
  try {
    // The name in parentheses may hold anything; what follows it has fixed places (proc_pid_stat(5), field 22).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return `${bootOf()}/${fields[19]}`;
  } catch {
    return null;
  }
}
