import { expect, test } from 'vitest'
import { inputsPath } from './inputs'
import { correctionLabel, epochFrom, monthFrom, partsOf } from './run-label'

test('a label says which epoch or month it is about, its correction too', () => {
  expect(['epoch 2950', 'epoch 2950 correction 2', '2026-09'].map(epochFrom)).toEqual([2_950n, 2_950n, null])
  expect(['2026-09', '2026-09 correction 1', 'epoch 2950', '2026-13'].map(monthFrom)).toEqual([
    '2026-09',
    '2026-09',
    null,
    null,
  ])
  expect(partsOf('2026-09 correction 3')).toEqual({ period: '2026-09', correction: '3' })
  expect(partsOf('epoch 2950 corrected')).toBeNull()
})

test('corrections are counted for each period alone', () => {
  expect(correctionLabel('2026-09', ['2026-09', '2026-08', '2026-08 correction 1'])).toBe('2026-09 correction 1')
  expect(correctionLabel('epoch 295', ['epoch 295', 'epoch 295 correction 1', 'epoch 2950'])).toBe(
    'epoch 295 correction 2',
  )
})

test.each([
  ['provider', 'epoch 2950', '/api/v1/epochs/2950/inputs'],
  ['provider', 'epoch 2950 correction 1', '/api/v1/epochs/2950/inputs?correction=1'],
  ['loyalty', '2026-09', '/api/v1/epochs/2026-09/inputs?category=loyalty'],
  ['loyalty', '2026-09 correction 2', '/api/v1/epochs/2026-09/inputs?category=loyalty&correction=2'],
] as const)('inputs of %s %s are served at %s', (category, label, path) => {
  expect(inputsPath({ category, label })).toBe(path)
})
