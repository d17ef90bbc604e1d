import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Runs a command in the foreground; its output is the user's progress display, or captured. A signal to us is one to it, and once it
 * has ended we end too: what would come next was called off.
 */
export function run(command, args, options = {}) {
  const child = spawn(command, args, {
    stdio: options.capture ? ['ignore', 'pipe', 'inherit'] : 'inherit',
    env: { ...process.env, ...options.env },
  })
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  let stopped = null
  const stop = (signal) => {
    stopped = signal
    child.kill(signal)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 127, output: String(error) }))
    child.on('close', (code) => {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
      if (stopped !== null) process.exit(128 + constants.signals[stopped])
      resolve({ code: code ?? 1, output })
    })
  })
}

/** A suite that stopped before its first test counts as one failure: no green by silence. */
export function counted(name, code, passed, failed) {
  const silent = passed === 0 && failed === 0
  return { name, passed, failed: failed + (code !== 0 && failed === 0 ? 1 : 0) + (silent && code === 0 ? 1 : 0) }
}
