import { makeIfStale } from './inputs.ts';

/** Bundles the server into dist/server if anything it is made of has changed. */
export const buildServer = (): Promise<void> =>
  makeIfStale({
    name: 'server',
    inputs: [
      ...['server', 'landscape', 'package.json', 'package-lock.json'],
      ...['scripts/bundle-server.ts', 'scripts/serverEntry.ts', 'scripts/neededNode.js'],
    ],
    result: 'dist/server/main.js',
    message: 'Building the server ...',
    steps: [['node', 'scripts/bundle-server.ts']],
  });

/** Vitest calls it: some tests start the server as a process of its own. */
export { buildServer as setup };
