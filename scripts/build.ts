/** Builds the console into dist/web if anything it is made of has changed. Silent when there is nothing to do. */
import { codegen, makeIfStale } from './inputs.ts';

await makeIfStale({
  name: 'web',
  inputs: ['web', 'public', 'landscape', 'server/contract', 'package-lock.json', 'vite.config.ts', 'codegen.ts'],
  result: 'dist/web/index.html',
  message: 'Building the console ...',
  steps: [codegen, ['vite', 'build', '--logLevel', 'warn']],
});
