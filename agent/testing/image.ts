import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const dockerfile = readFileSync(join(root, 'agent/deploy/Dockerfile'), 'utf8');

/** What is in the image of `agent/deploy/Dockerfile`, in a folder of its own, far from our libraries. */
export interface Image {
  /**
   * What Node runs there. It may read files and nothing else: neither write one, nor start a process or a thread, nor load
   * native code.
   */
  program: string[];
  remove(): void;
}

/** Runs the command of the Dockerfile that bundles the agent. @throws Error if it has none, or no such entry point. */
export function buildImage(): Image {
  const [, bundle] = /npx (rolldown [^&\n]+?) --dir image\/agent /.exec(dockerfile) ?? [];
  const [, entry] = /^ENTRYPOINT \["node", "(agent\/[^"]+)"\]$/m.exec(dockerfile) ?? [];
  if (!bundle || !entry) throw new Error('the Dockerfile bundles the agent in another way');
  const folder = mkdtempSync(join(tmpdir(), 'compass-image-'));
  const [command = '', ...args] = bundle.split(' ');
  execFileSync(
    join(root, 'node_modules/.bin', command),
    [...args, '--dir', join(folder, 'agent'), '--log-level=silent'],
    {
      cwd: root,
    },
  );
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  return {
    program: ['--permission', '--allow-fs-read=*', join(folder, entry)],
    remove: () => rmSync(folder, { recursive: true }),
  };
}
