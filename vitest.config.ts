import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite would take graphql's ESM copy for our sources and leave the CommonJS one to its dependents.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['{server,landscape,web,agent}/**/*.test.{ts,tsx}'],
    environment: 'node',
    globalSetup: 'scripts/serverBuild.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // No file replaces a module or leaves anything behind, and reading the server anew for each took most of the time.
    isolate: false,
    // Vitest empties style sheets; the palette test reads this one.
    css: { include: [/styles\/tokens\.css/] },
  },
});
