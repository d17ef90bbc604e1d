import { SimpleMerkleTree } from '@openzeppelin/merkle-tree'
import { encodeAbiParameters, keccak256 } from 'viem'
import { expect, test } from 'vitest'
import { serviceId } from '../../lib/domain/receipt'
import { type Receipt, receiptsRoot } from './usage'

const USER = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'

function receipt(n: number): Receipt {
  return {
    id: keccak256(`0x0${n}`),
    user: USER,
    service: 'speech',
    inputUnits: BigInt(n),
    outputUnits: 0n,
    nanoUsd: 250_000n * BigInt(n),
    time: 1_782_864_000n,
  }
}

function leaf({ id, user, service, inputUnits, outputUnits, nanoUsd, time }: Receipt) {
  const types = ['bytes32', 'address', 'bytes32', 'uint256', 'uint256', 'uint256', 'uint256'].map((type) => ({ type }))
  return keccak256(
    keccak256(encodeAbiParameters(types, [id, user, serviceId(service), inputUnits, outputUnits, nanoUsd, time])),
  )
}

test.each([1, 2, 3, 7, 9])("the root over %i receipts is the one of OpenZeppelin's tree", (count) => {
  const receipts = Array.from({ length: count }, (_, i) => receipt(i + 1))
  expect(receiptsRoot(receipts)).toBe(SimpleMerkleTree.of(receipts.map(leaf)).root)
})

test('the order in which receipts were collected does not change the root', () => {
  expect(receiptsRoot([receipt(3), receipt(1), receipt(2)])).toBe(receiptsRoot([receipt(1), receipt(2), receipt(3)]))
})

test('a batch without receipts has no root', () => {
  expect(() => receiptsRoot([])).toThrow('at least one receipt')
})
