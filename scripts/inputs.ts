import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './command.ts';

const passedOver = /(\.generated\.ts|\.test\.tsx?)$/;

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
}

/** By content, not by time: a checkout gives every file the time it was written. */
function hashOf(inputs: readonly string[]): string {
  const hash = createHash('sha256');
  const files = inputs.flatMap((input) => (/\.\w+$/.test(input) ? [join(root, input)] : filesOf(join(root, input))));
  for (const file of files.filter((each) => !passedOver.test(each)).sort()) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

interface Making {
  /** Name of the stamp in dist/. */
  name: string;
  /** Files and folders below the root that the result depends on. */
  inputs: readonly string[];
  /** One file of the result. */
  result: string;
  /** Said before it is made; nothing is said when there is nothing to do. */
  message: string;
  steps: readonly (readonly [string, ...string[]])[];
}

/** Runs the steps if anything they depend on has changed. Ends the process if one fails. */
export async function makeIfStale({ name, inputs, result, message, steps }: Making): Promise<void> {
  const stamp = join(root, `dist/${name}.hash`);
  const hash = hashOf(inputs);
  if (existsSync(join(root, result)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  console.log(message);
  rmSync(stamp, { force: true });
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

export const codegen = ['graphql-codegen', '--config', 'codegen.ts', '--silent'] as const;
