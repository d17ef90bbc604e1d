import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Origin, readOrigin, requireSameOrigin, writeOrigin } from './history'
import { readSettings, type Settings } from './settings'

const KEPT: Origin = { now: '2026-11-01T00:00:00.000Z', isToday: false, seed: 1, contracts: 'a' }

function asked(...args: string[]): Settings {
  const settings = readSettings(args, { NODE_ENV: 'test' })
  if (!settings) throw new Error('only the usage')
  return settings
}

test('an origin is read back as it was written, and missing is null', () => {
  const data = mkdtempSync(join(tmpdir(), 'cxpt-origin-'))
  expect(readOrigin(data)).toBeNull()
  writeOrigin(data, KEPT)
  expect(readOrigin(data)).toEqual(KEPT)
  rmSync(data, { recursive: true })
})

test.each([
  ['nothing was asked for', [], { now: '2026-11-24T00:00:00.000Z' }],
  ['the same day was asked for', ['--now', '2026-11-01'], {}],
  ['the same seed was asked for', ['--seed', '1'], {}],
])('a kept chain goes on when %s', (_, args, change) => {
  expect(() => requireSameOrigin(KEPT, { ...KEPT, ...change }, asked(...args))).not.toThrow()
})

test.each([
  [
    'another day',
    ['--now', '2026-12-01'],
    { now: '2026-12-01T00:00:00.000Z' },
    'its history ends at 2026-11-01T00:00:00.000Z, not 2026-12-01T00:00:00.000Z',
  ],
  ['another seed', ['--seed', '2'], { seed: 2 }, 'its seed is 1, not 2'],
  ['other contracts', [], { contracts: 'b' }, 'the contracts or their configuration have changed since'],
])('a kept chain of %s is refused, with the way out', (_, args, change, sentence) => {
  const compare = () => requireSameOrigin(KEPT, { ...KEPT, ...change }, asked(...args))
  expect(compare).toThrow(`The kept chain is another one: ${sentence}. Start over with: npm start -- --reset`)
})
