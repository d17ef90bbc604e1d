import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Figures, measureOurs } from './ours'
import { fits } from './run'
import { Stage } from './stage'

const SNAPSHOT = fileURLToPath(new URL('../results/gas.json', import.meta.url))
let stage: Stage
let figures: Figures

beforeAll(async () => {
  stage = await Stage.open()
  const ours = await measureOurs(stage)
  figures = { ...ours, ...fits(ours) }
}, 600_000)

afterAll(() => stage.close())

test('every operation uses the gas of the committed snapshot (else: npm run bench gas -- --save)', () => {
  const snapshot = JSON.parse(readFileSync(SNAPSHOT, 'utf8')) as { figures: Record<string, number> }
  const now = Object.fromEntries(Object.entries(figures).map(([name, gas]) => [name, Number(gas)]))
  expect(now).toEqual(snapshot.figures)
})
