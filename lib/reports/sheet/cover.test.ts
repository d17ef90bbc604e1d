import { expect, test } from 'vitest'
import type { EventRow, MonthRow } from '../../db/report-rows'
import { coverLines, coverTable } from './cover'

const MONTH: MonthRow = {
  ...{
    chainId: 31_337,
    month: '2028-02',
    openingBlock: 1n,
    openingHash: '0x01',
    closingBlock: 9n,
    closingHash: '0x09',
  },
  ...{ openingTime: new Date('2028-01-31T23:59:58Z'), closingTime: new Date('2028-02-29T23:59:58Z') },
}
const change = (name: string, blockNumber: bigint): EventRow => ({
  ...{
    chainId: 1,
    blockNumber,
    logIndex: 0,
    blockTime: new Date(0),
    txHash: `0x${blockNumber}`,
    txIndex: 0,
    contract: 'Vault',
  },
  ...{ name, args: {}, addresses: [], operationId: null, reason: null },
})

test('month, blocks, code, root, contracts by name, and the last change of everything that was ever set', () => {
  const lines = coverLines({
    ...{ month: MONTH, commit: 'c0ffee', dataRoot: 'ab' },
    contracts: [
      ['Vault', '0xBB'],
      ['CXPT', '0xAA'],
    ],
    changes: [change('SplitSet', 2n), change('CapSet', 3n), change('SplitSet', 5n)],
  })
  const rows = coverTable(lines)
  expect(rows.filter(([part]) => part !== 'policy')).toEqual([
    ['report', 'month', '2028-02'],
    ['report', 'chain', '31337'],
    ['report', 'opening block', '1 0x01 2028-01-31T23:59:58Z'],
    ['report', 'closing block', '9 0x09 2028-02-29T23:59:58Z'],
    ['report', 'code commit', 'c0ffee'],
    ['report', 'data version', '1'],
    ['report', 'data root', 'ab'],
    ['contract', 'CXPT', '0xaa'],
    ['contract', 'Vault', '0xbb'],
    ['last change', 'Vault.CapSet', 'block 3, 0x3'],
    ['last change', 'Vault.SplitSet', 'block 5, 0x5'],
  ])
  expect(rows.filter(([part]) => part === 'policy').map(([, item]) => item)).toContain('prices')
})
