import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findPostgres } from '../server/testing/postgresServer.ts';
import { exists, pathOf, run } from './command.ts';

/** Without a window's machinery: three quarters of the work for the same pages. Playwright brings the same for others. */
const headlessShell = '/usr/bin/chromium-headless-shell';
const systemChromium = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

const installed = (): string | undefined =>
  [process.env['CHROMIUM_PATH'], headlessShell, chromium.executablePath(), ...systemChromium].find(
    (path) => path && existsSync(path),
  );

async function aptInstall(names: readonly string[]): Promise<boolean> {
  if (!exists('apt-get')) return false;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args: string[]) => {
    const [command, ...rest] = [...sudo, 'apt-get', ...args];
    return run(command as string, rest, { DEBIAN_FRONTEND: 'noninteractive' });
  };
  return (await apt('update')) === 0 && (await apt('install', '-y', ...names)) === 0;
}

/** Path of a Chromium: `CHROMIUM_PATH`, a headless one, any of the system's; else installs one. */
export async function findChromium(): Promise<string> {
  const found = installed();
  if (found) return found;
  console.log('No Chromium found; installing one.');
  const hasOwn = (await run('playwright', ['install', 'chromium'])) === 0;
  if (!hasOwn && !(await aptInstall(['chromium-headless-shell']))) await aptInstall(['chromium']);
  const path = installed();
  if (!path) throw new Error('Install Chromium, or set CHROMIUM_PATH to one.');
  return path;
}

const memory = '/dev/shm';
const enough = 2 * 1024 ** 3;

/**
 * Lets everything that is started from here on keep its temporary files in memory, where the system offers that, until this
 * process ends: tests write thousands of databases, and each commit waits for the disk.
 */
export function keepTemporaryFilesInMemory(): void {
  if (!existsSync(memory)) return;
  const { bavail, bsize } = statfsSync(memory);
  if (process.env['TMPDIR'] !== undefined || bavail * bsize < enough) return;
  const folder = mkdtempSync(join(memory, 'compass-'));
  // PostgreSQL runs as another user and has to get through to its own folder.
  chmodSync(folder, 0o711);
  process.env['TMPDIR'] = folder;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
}

const firefoxCommands = ['firefox', 'firefox-esr'];

/** A stock Firefox: `FIREFOX_PATH` or the system's; else installs one where that is possible. */
export async function findFirefox(): Promise<string> {
  const installedFirefox = () => process.env['FIREFOX_PATH'] ?? firefoxCommands.map(pathOf).find(Boolean);
  const found = installedFirefox();
  if (found) return found;
  console.log('No Firefox found; installing one.');
  if (!(await aptInstall(['firefox-esr']))) await aptInstall(['firefox']);
  const path = installedFirefox();
  if (!path) throw new Error('Install Firefox, or set FIREFOX_PATH to one.');
  return path;
}

/** Makes sure the commands of the walk-through are there; installs what is missing where that is possible. */
export async function findCommands(names: readonly string[]): Promise<void> {
  const missing = names.filter((name) => !exists(name));
  if (missing.length === 0) return;
  console.log(`Missing: ${missing.join(', ')}; installing.`);
  await aptInstall(missing);
  const still = missing.filter((name) => !exists(name));
  if (still.length > 0) throw new Error(`Install ${still.join(', ')} and run the tests again.`);
}

/** Makes sure PostgreSQL's server is there; installs it where that is possible. */
export async function installPostgres(): Promise<void> {
  if (findPostgres()) return;
  console.log('No PostgreSQL found; installing one.');
  await aptInstall(['postgresql']);
  if (!findPostgres()) throw new Error('Install PostgreSQL and run the tests again.');
}
