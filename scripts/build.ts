/** Builds the console and the server into dist/ where anything they are made of has changed. Silent when nothing has. */
import { codegen, makeIfStale } from './inputs.ts';
import { buildServer } from './serverBuild.ts';

await makeIfStale({
  name: 'web',
  inputs: [
    ...['web', 'public', 'landscape', 'server/contract', 'package-lock.json'],
    ...['vite.config.ts', 'scripts/documentModules.ts', 'codegen.ts'],
  ],
  result: 'dist/web/index.html',
  message: 'Building the console ...',
  steps: [codegen, ['vite', 'build', '--logLevel', 'warn']],
});
await buildServer();
