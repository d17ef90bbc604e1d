import { defineConfig, devices } from '@playwright/test'
import { systemChromium } from './scripts/platform/chromium'

/** The browser tests run against the whole platform, started by its own command on ports of its own. */
const PORT = process.env.E2E_PORT ?? '3100'
const RPC_PORT = process.env.E2E_RPC_PORT ?? '8645'
const DB_PORT = process.env.E2E_DB_PORT ?? '54420'
/** Pinned, so that every run has the same history. */
const NOW = '2026-11-01T00:00:00Z'

const LOOKS = '**/every-page.spec.ts'

process.env.E2E_BASE_URL = `http://localhost:${PORT}`
process.env.E2E_RPC_URL = `http://127.0.0.1:${RPC_PORT}`

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results/browser',
  /** One chain, one ledger: specs that write run one after the other, and the one that only looks runs beside them. */
  workers: 2,
  fullyParallel: false,
  projects: [
    { name: 'journeys', testIgnore: LOOKS, workers: 1 },
    { name: 'pages', testMatch: LOOKS, workers: 1 },
  ],
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  /** Only an upper bound: a virtual machine that is moved or copied stands still for half a minute, and everything in it. */
  expect: { timeout: 45_000 },
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.E2E_BASE_URL,
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: systemChromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
      ],
    },
  },
  webServer: {
    command: `node scripts/start.mjs --now ${NOW} --data .data/e2e --reset --no-traffic`,
    url: `http://localhost:${PORT}/api/health`,
    env: { PORT, RPC_PORT, DB_PORT },
    stdout: 'pipe',
    timeout: 600_000,
    reuseExistingServer: process.env.E2E_REUSE === '1',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
  },
})
