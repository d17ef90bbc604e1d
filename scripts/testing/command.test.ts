import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { counted } from './command.mjs'

const COMMAND = fileURLToPath(new URL('./command.mjs', import.meta.url))

/** Runs a sleep and then says that it went on, as a suite of suites would; ends as the process did. */
function startTwoSteps() {
  const code = `
    import { run } from ${JSON.stringify(COMMAND)}
    const first = run('sleep', ['30'])
    console.log('begun')
    await first
    console.log('went on')
  `
  return spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: ['ignore', 'pipe', 'inherit'] })
}

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends the command and calls off what would come next', async (signal, expected) => {
  const child = startTwoSteps()
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
    if (said.includes('begun')) child.kill(signal)
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  expect(said).toBe('begun\n')
  expect(code).toBe(expected)
})

test('a suite that stopped before its first test counts as one failure', () => {
  expect(counted('browser', 0, 0, 0)).toEqual({ name: 'browser', passed: 0, failed: 1 })
  expect(counted('browser', 1, 0, 0)).toEqual({ name: 'browser', passed: 0, failed: 1 })
  expect(counted('browser', 1, 3, 2)).toEqual({ name: 'browser', passed: 3, failed: 2 })
  expect(counted('browser', 0, 3, 0)).toEqual({ name: 'browser', passed: 3, failed: 0 })
})
