import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export interface ServerProcess {
  child: ChildProcess;
  /** Console address without a trailing slash. */
  url: string;
  setupLink: string | null;
  /** Everything printed so far. */
  output(): string;
  /** Sends the signal and resolves with the exit code, or the signal that ended the process. */
  stop(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

/** The server as `npm start` runs it, on free ports, with nothing of Compass in its environment but `env`. */
export function spawnServer(env: Readonly<Record<string, string>>): { child: ChildProcess; output(): string } {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('COMPASS_')));
  const ports = { COMPASS_CONSOLE_PORT: '0', COMPASS_GATEWAY_PORT: '0', COMPASS_MTLS_PORT: '0' };
  const child = spawn(join(root, 'node_modules/.bin/node'), ['dist/server/main.js'], {
    cwd: root,
    env: { ...clean, ...ports, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  return { child, output: () => output };
}

export const exitOf = (child: ChildProcess): Promise<number | NodeJS.Signals> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode ?? child.signalCode ?? 0);
    else child.once('close', (code, signal) => resolve(code ?? signal ?? 0));
  });

/** Resolves once the server has printed where it listens. */
export async function startServer(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const { child, output } = spawnServer(env);
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => {
      if (/^ {2}Data .*\n/m.test(output())) resolve();
    });
    child.once('close', (code) => reject(new Error(`the server ended with ${code}: ${output()}`)));
  });
  const url = /Compass +(http\S+)/.exec(output())?.[1] ?? '';
  return {
    child,
    url,
    setupLink: /First start (\S+)/.exec(output())?.[1] ?? null,
    output,
    stop(signal) {
      const ended = exitOf(child);
      child.kill(signal);
      return ended;
    },
  };
}
