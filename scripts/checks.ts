import { run } from './command.ts';

/** The fast part: everything that looks at the code without running it. */
export const checks: readonly { name: string; run(): Promise<number> }[] = [
  { name: 'generated code', run: () => run('graphql-codegen', ['--config', 'codegen.ts', '--silent']) },
  { name: 'types of scripts, landscape and e2e', run: () => run('tsc', ['-p', '.']) },
  { name: 'types of the server', run: () => run('tsc', ['-p', 'server']) },
  { name: 'types of the agent', run: () => run('tsc', ['-p', 'agent']) },
  { name: 'types of the console', run: () => run('tsc', ['-p', 'web']) },
  { name: 'lint, format, import rules', run: () => run('biome', ['ci', '--error-on-warnings', '.']) },
  { name: 'unused code and dependencies', run: () => run('knip', []) },
];
