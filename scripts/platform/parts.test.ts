import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Part } from './parts'
import type { Running } from './process'

const folder = mkdtempSync(join(tmpdir(), 'cxpt-parts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function part(name: string, program: string) {
  const started: Running[] = []
  const said: string[] = []
  const made = new Part({
    name,
    command: process.execPath,
    args: ['-e', program],
    env: process.env,
    logFile: join(folder, `${name}.log`),
    onStart: (running) => started.push(running),
    say: (line) => said.push(line),
  })
  return { made, started, said }
}

const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await new Promise((wake) => setTimeout(wake, 20))
}

test('a part that ends is started again, with the reason and its last words', async () => {
  const { made, started, said } = part('worker', 'console.log("at work"); setInterval(() => {}, 1000)')
  await made.start()
  await until(() => readFileSync(join(folder, 'worker.log'), 'utf8').includes('at work'))
  process.kill(started[0]?.pid ?? 0, 'SIGKILL')
  await until(() => started.length === 2)
  expect(said).toEqual(['worker was ended by SIGKILL. Its last lines:\n  at work\nIt is started again in 1 s.'])
  expect(started[1]?.isRunning()).toBe(true)
  await made.stop()
  expect(started[1]?.isRunning()).toBe(false)
})

test('a part that ends again and again is given up', { timeout: 60_000 }, async () => {
  const { made, started } = part('broken', 'console.error("no luck"); process.exit(3)')
  await made.start()
  const reason = await made.failed
  expect(reason.message).toContain('broken ended 5 times in two minutes. broken ended with code 3.')
  expect(reason.message).toContain('no luck')
  expect(started).toHaveLength(5)
})

test('a part that is stopped while it waits to be started again stays down', async () => {
  const { made, started, said } = part('once', 'process.exit(1)')
  await made.start()
  await until(() => said.length === 1)
  await made.stop()
  await new Promise((wake) => setTimeout(wake, 1_500))
  expect(started).toHaveLength(1)
})
