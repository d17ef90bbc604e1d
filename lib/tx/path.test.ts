import { expect, test } from 'vitest'
import { type Capability, choosePath, type Path } from './path'

const key: Capability = { isSafe: false, isContract: false, canBatch: false, isPermitRefused: false }

test.each<[string, bigint, bigint, Partial<Capability>, Path]>([
  ['nothing leaves the wallet', 0n, 0n, {}, 'credits'],
  ['nothing leaves a Safe', 0n, 0n, { isSafe: true, isContract: true }, 'credits'],
  ['a key signs a permit', 100n, 0n, {}, 'permit'],
  ['a key prefers the permit to a batch', 100n, 0n, { canBatch: true }, 'permit'],
  ['a standing approval that covers it is used, not overwritten', 100n, 100n, {}, 'approved'],
  ['a standing approval that is one wei short is not enough', 100n, 99n, {}, 'permit'],
  ['a wallet that refused typed data batches', 100n, 0n, { isPermitRefused: true, canBatch: true }, 'batch'],
  ['a wallet that refused typed data and cannot batch approves', 100n, 0n, { isPermitRefused: true }, 'approve'],
  ['a contract account batches', 100n, 0n, { isContract: true, canBatch: true }, 'batch'],
  ['a contract account that cannot batch approves', 100n, 0n, { isContract: true }, 'approve'],
  ['a Safe proposes', 100n, 0n, { isSafe: true, isContract: true, canBatch: true }, 'safe'],
  ['a Safe whose wallet cannot batch approves', 100n, 0n, { isSafe: true, isContract: true }, 'approve'],
])('%s', (_, fromWallet, approval, can, path) => {
  expect(choosePath(fromWallet, approval, { ...key, ...can })).toBe(path)
})
