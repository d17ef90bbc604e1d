import { defineConfig, devices } from '@playwright/test'
import type { TestOptions } from './e2e/fixtures/test'
import { FIRST, IS_REUSED, type Platform, SECOND } from './e2e/platforms'
import { systemChromium } from './scripts/platform/chromium'

/** The browser tests run against the whole platform, started twice by its own command on ports of its own. */
/** Pinned, so that every run has the same history. */
const NOW = '2026-11-01T00:00:00Z'

const LOOKS = '**/every-page.spec.ts'
/** About half of the time that the specs take. */
const ON_SECOND = [
  'auditors',
  'charts',
  'editor-acts',
  'editors',
  'gateways',
  'parameters',
  'payments',
  'plans',
  'provider',
  'public',
  'rewards',
  'safe-admin',
  'safe-app',
  'usage',
  'view-as',
  'wallet',
  'wind-down',
].map((spec) => `**/${spec}.spec.ts`)

const on = (platform: Platform) => ({ platform, baseURL: platform.baseUrl })

const serverOf = ({ name, baseUrl, env }: Platform) => ({
  command: `node scripts/start.mjs --now ${NOW} --data .data/${name} --reset --no-traffic`,
  url: `${baseUrl}/api/health`,
  env,
  stdout: 'pipe' as const,
  timeout: 600_000,
  reuseExistingServer: IS_REUSED,
  gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 30_000 },
})

export default defineConfig<TestOptions>({
  testDir: 'e2e/specs',
  outputDir: 'test-results/browser',
  /** A chain each: specs that write run one after the other on theirs, and the one that only looks runs beside them. */
  workers: 3,
  fullyParallel: false,
  projects: [
    { name: 'journeys', testIgnore: [LOOKS, ...ON_SECOND], workers: 1, use: on(FIRST) },
    { name: 'journeys-2', testMatch: [...ON_SECOND], workers: 1, use: on(SECOND) },
    { name: 'pages', testMatch: LOOKS, workers: 1, use: on(SECOND) },
  ],
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  /** Only an upper bound: a virtual machine that is moved or copied stands still for half a minute, and everything in it. */
  expect: { timeout: 45_000 },
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Without a film of every test: the picture of a failure says as much, and filming costs a processor that two platforms share.
    trace: { mode: 'retain-on-failure', screenshots: false },
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
  webServer: IS_REUSED ? [serverOf(FIRST)] : [serverOf(FIRST), serverOf(SECOND)],
})
