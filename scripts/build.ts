/** Builds the console into dist/web if anything it is made of has changed. Silent when there is nothing to do. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './command.ts';

const stamp = join(root, 'dist/web.hash');
const page = join(root, 'dist/web/index.html');
const inputs = ['web', 'public', 'landscape', 'server/contract', 'package-lock.json', 'vite.config.ts', 'codegen.ts'];
const passedOver = /(\.generated\.ts|\.test\.tsx?)$/;

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
}

/** By content, not by time: a checkout gives every file the time it was written. */
function hashOfInputs(): string {
  const hash = createHash('sha256');
  const files = inputs.flatMap((input) => (/\.\w+$/.test(input) ? [join(root, input)] : filesOf(join(root, input))));
  for (const file of files.filter((each) => !passedOver.test(each)).sort()) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

const hash = hashOfInputs();
const fresh = existsSync(page) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
if (!fresh) {
  console.log('Building the console ...');
  rmSync(stamp, { force: true });
  const steps = [
    ['graphql-codegen', '--config', 'codegen.ts', '--silent'],
    ['vite', 'build', '--logLevel', 'warn'],
  ] as const;
  for (const [command, ...args] of steps) {
    const code = await run(command, args);
    if (code !== 0) {
      console.error(`${command} failed`);
      process.exit(code);
    }
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, hash);
}
