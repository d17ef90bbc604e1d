import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

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
    include: ['{lib,components,app,scripts,contracts,bench}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Bounds for what hangs, not for what is slow: a machine was seen to stand still for half a minute.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
