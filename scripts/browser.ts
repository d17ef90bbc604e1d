/**
 * Makes sure there is a Chromium for the browser tests: the one named by CHROMIUM_PATH, Debian's, or Playwright's own.
 * Installs Debian's package where apt is at hand and we are root, else lets Playwright install its own.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { systemChromium } from './platform/chromium'

function installed(): boolean {
  return systemChromium() !== undefined || existsSync(chromium.executablePath())
}

function run(command: string, args: string[]): boolean {
  console.log(`Installing Chromium: ${command} ${args.join(' ')}`)
  return (
    spawnSync(command, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  )
}

if (!installed()) {
  const isRoot = process.getuid?.() === 0
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-qq'])
    run('apt-get', ['install', '-y', '-qq', 'chromium'])
  }
  if (!installed()) run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'])
}
if (!installed()) {
  console.error(
    'No Chromium was found and none could be installed. Install one and set CHROMIUM_PATH to its executable.',
  )
  process.exit(1)
}
