import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openRuntime, type TestRuntime } from '../testing/agent.ts';
import { look } from './watchFiles.ts';

describe('A folder whose file system notifies of nothing', () => {
  let runtime: TestRuntime;
  beforeEach(async () => {
    runtime = await openRuntime();
  });
  afterEach(() => runtime.remove());

  test('tells of files that are made, changed, replaced and removed', async () => {
    const file = join(runtime.folder, 'compass-agent-configuration.yaml');
    const heard: string[] = [];
    let hear = () => {};
    const files = { 'compass-agent-configuration.yaml': 'parameters' } as const;
    const stop = look(
      runtime.folder,
      files,
      (change) => {
        heard.push(change);
        hear();
      },
      10,
    );
    const told = (act: () => void) =>
      new Promise<void>((resolve) => {
        hear = resolve;
        act();
      });
    // What happens before its first look is how it was at the beginning, and that look is under way.
    let tries = 0;
    const making = setInterval(() => runtime.configure({ TOKEN: 'a'.repeat(++tries) }), 20);
    await told(() => runtime.configure({ TOKEN: 'a' }));
    clearInterval(making);
    await told(() => runtime.configure({ TOKEN: `${'a'.repeat(tries)}nother` }));
    writeFileSync(`${file}.new`, 'x');
    await told(() => renameSync(`${file}.new`, file));
    await told(() => rmSync(file));
    expect(new Set(heard)).toEqual(new Set(['parameters']));
    stop();
  });
});
