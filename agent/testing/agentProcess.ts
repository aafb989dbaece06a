import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The agent as a process of its own, as `npm run agent` starts it. */
export interface AgentProcess {
  child: ChildProcess;
  ended: Promise<number | null>;
  /** Resolves once it has printed the text. @throws Error with everything it printed if it ends before. */
  says(text: string): Promise<void>;
  output(): string;
}

/**
 * @param env in place of everything of Compass or of a cluster in ours.
 * @param program what Node runs, with flags of its own before it.
 */
export function startAgent(
  flags: readonly string[],
  env: Readonly<Record<string, string>> = {},
  program: readonly string[] = ['agent/main.ts'],
): AgentProcess {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(COMPASS_|KUBECONFIG$|KUBERNETES_)/.test(name)),
  );
  const child = spawn(join(root, 'node_modules/.bin/node'), [...program, ...flags], {
    cwd: root,
    env: { ...clean, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const says = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => void (output.includes(text) && resolve());
      listeners.add(look);
      look();
      void ended.then((code) => reject(new Error(`it ended with ${code}: ${output}`)));
    });
  return { child, ended, says, output: () => output };
}
