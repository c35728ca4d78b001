import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{apps,packages}/*/src/**/*.test.ts', 'tests/**/*.test.ts'],
    // One database server for the run, started when the first test asks for it.
    globalSetup: ['apps/server/src/platform/database/testing-server.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Tests of phones mostly wait for phones: more of them at once than there are cores.
    maxWorkers: 3,
  },
});
