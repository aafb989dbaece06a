import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{server,landscape,web,agent}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
  },
});
