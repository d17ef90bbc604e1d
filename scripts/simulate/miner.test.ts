import { encodeErrorResult, zeroAddress } from 'viem'
import { expect, test } from 'vitest'
import { errorsAbi } from '../../contracts-abi'
import { demoActor } from './actor'
import { parted, revertReason } from './miner'
import type { Call } from './world'

const from = demoActor('meter')
const call = (gas: bigint, say: string): Call => ({ from, to: zeroAddress, data: '0x', gas, say })

test('what does not fit the gas of one block goes into a second of the same time, in order', () => {
  const calls = [call(10_000_000n, 'a'), call(10_000_000n, 'b'), call(5_000_000n, 'c'), call(1n, 'd')]
  const parts = parted({ time: 5n, calls })
  expect(parts.map(({ time, calls }) => [time, calls.map(({ say }) => say)])).toEqual([
    [5n, ['a', 'b']],
    [5n, ['c', 'd']],
  ])
})

test('a block without transactions stays one block', () => {
  expect(parted({ time: 5n, calls: [] })).toEqual([{ time: 5n, calls: [] }])
})

test('a revert is told by the name and the values of its error', () => {
  const data = encodeErrorResult({ abi: errorsAbi, errorName: 'NotUnlocked', args: [1_782_864_000n] })
  expect(revertReason(data)).toBe('NotUnlocked(1782864000)')
})

test('bytes that no contract of ours would return are shown as they are', () => {
  expect(revertReason('0xdeadbeef')).toBe('reverted with 0xdeadbeef')
})

test('a revert without a reason says what the node says', () => {
  expect(revertReason('0x', 'out of gas')).toBe('out of gas')
})
