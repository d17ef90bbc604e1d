import { existsSync } from 'node:fs'

/** The Chromium of this system, if any: CHROMIUM_PATH, else the usual places. Playwright's own is the fallback. */
export function systemChromium(): string | undefined {
  return [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => path !== undefined && path !== '' && existsSync(path),
  )
}
