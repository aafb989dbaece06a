import { run } from './command.ts';

const projects = ['.', 'server', 'agent', 'web'];

/** The fast part: everything that looks at the code without running it. */
export const checks: readonly { name: string; run(): Promise<number> }[] = [
  { name: 'generated code', run: () => run('graphql-codegen', ['--config', 'codegen.ts', '--silent']) },
  {
    name: 'types of scripts, landscape and e2e, of the server, the agent and the console',
    run: async () =>
      Math.max(...(await Promise.all(projects.map((project) => run('tsc', ['-p', project, '--checkers', '1']))))),
  },
  { name: 'lint, format, import rules', run: () => run('biome', ['ci', '--error-on-warnings', '.']) },
  { name: 'unused code and dependencies', run: () => run('knip', []) },
];
