import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

/** Folders of computation without a process, an environment or a mock: their files share a worker and its modules, which load once. */
const PURE = '{lib/domain,lib/reports,lib/tx,components}/**/*.test.{ts,tsx}'
const ALL = '{lib,components,app,scripts,contracts,bench}/**/*.test.{ts,tsx}'

export default defineConfig({
  resolve: {
    alias: {
      '@/messages': `${root}lib/messages/en`,
      '@': root.replace(/\/$/, ''),
      // Next replaces this marker at build time; a test process has no client bundle to protect.
      'server-only': `${root}node_modules/server-only/empty.js`,
    },
  },
  test: {
    environment: 'node',
    // Bounds for what hangs, not for what is slow: a machine was seen to stand still for half a minute.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    // The default leaves a processor free, which on two is half of the machine.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'pure', include: [PURE], isolate: false } },
      {
        extends: true,
        test: {
          name: 'whole',
          include: [ALL],
          exclude: [PURE, '**/node_modules/**'],
          globalSetup: 'scripts/testing/one-server.ts',
        },
      },
    ],
  },
})
