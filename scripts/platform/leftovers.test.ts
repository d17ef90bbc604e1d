import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { endLeftovers, Register } from './leftovers'
import { type Running, startProcess } from './process'

const folder = mkdtempSync(join(tmpdir(), 'cxpt-leftovers-'))
const file = join(folder, 'processes.json')
const said: string[] = []

beforeEach(() => {
  said.length = 0
  rmSync(file, { force: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sleeper = (name: string): Promise<Running> =>
  startProcess({
    name,
    command: process.execPath,
    args: ['-e', `setInterval(() => {}, 1000) // ${name}`],
    logFile: join(folder, 'log'),
  })
const end = () => endLeftovers(folder, (line) => said.push(line))

/** As a start leaves it that was killed: without itself, because a test cannot die. */
async function forgetOurselves() {
  const { default: entries } = await import(file, { with: { type: 'json' } })
  writeFileSync(file, JSON.stringify(entries.filter(({ pid }: { pid: number }) => pid !== process.pid)))
}

test('what a killed start left running is ended, last started first', async () => {
  const [first, second] = [await sleeper('database'), await sleeper('indexer')]
  const register = new Register(folder)
  register.follow(first)
  register.follow(second)
  await forgetOurselves()
  await end()
  expect(said).toEqual([
    `Ending indexer, left from a start that was killed (process ${second.pid})`,
    `Ending database, left from a start that was killed (process ${first.pid})`,
  ])
  expect([first.isRunning(), second.isRunning()]).toEqual([false, false])
})

test('a process that only has the same number is left alone', async () => {
  const other = await sleeper('somebody else')
  writeFileSync(file, JSON.stringify([{ name: 'indexer', pid: other.pid, command: 'node scripts/index.ts' }]))
  await end()
  expect(said).toEqual([])
  expect(other.isRunning()).toBe(true)
  await other.stop()
})

test('a start that is still running is not disturbed', async () => {
  const register = new Register(folder)
  await expect(end()).rejects.toThrow(`npm start is already running here (process ${process.pid}).`)
  register.close()
  expect(existsSync(file)).toBe(false)
  await expect(end()).resolves.toBeUndefined()
})
