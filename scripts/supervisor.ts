/** Brings the whole platform up, keeps it up, and takes it down: what `npm start` runs. */
import { Platform } from './platform/platform'
import { Progress } from './platform/progress'
import { readSettings, USAGE } from './platform/settings'

/** Ends the process with a code: 0 after Ctrl-C, 1 with a reason. */
async function main(): Promise<number> {
  const settings = readSettings(process.argv.slice(2))
  if (!settings) {
    console.log(USAGE)
    return 0
  }
  const progress = new Progress()
  const platform = await Platform.claim(settings, progress)
  const asked = new Promise<null>((resolve) => {
    let count = 0
    const onSignal = () => {
      if (++count === 1) progress.line('Stopping …')
      resolve(null)
    }
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('SIGHUP', onSignal)
  })
  const up = platform.up().then(
    (text) => {
      progress.line(text)
      return new Promise<never>(() => {})
    },
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  )
  const reason = await Promise.race([asked, up, platform.failed])
  if (reason) progress.line(`\n${reason.message}\n\nStopping …`)
  await platform.stop()
  progress.line('Stopped.')
  return reason ? 1 : 0
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)
