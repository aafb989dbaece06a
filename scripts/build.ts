/** Builds the console and the server into dist/ where anything they are made of has changed. Silent when nothing has. */
import { codegen, makeIfStale } from './inputs.ts';

await makeIfStale({
  name: 'web',
  inputs: ['web', 'public', 'landscape', 'server/contract', 'package-lock.json', 'vite.config.ts', 'codegen.ts'],
  result: 'dist/web/index.html',
  message: 'Building the console ...',
  steps: [codegen, ['vite', 'build', '--logLevel', 'warn']],
});
await makeIfStale({
  name: 'server',
  inputs: ['server', 'landscape', 'package-lock.json', 'scripts/bundle-server.ts'],
  result: 'dist/server/main.js',
  message: 'Building the server ...',
  steps: [['node', 'scripts/bundle-server.ts']],
});
