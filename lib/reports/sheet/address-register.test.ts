import { expect, test } from 'vitest'
import type { EventRow } from '../../db/report-rows'
import { addressLines, addressTable } from './address-register'

const event = (name: string, roleId: string, account: string): EventRow => ({
  ...{
    chainId: 1,
    blockNumber: 1n,
    logIndex: 0,
    blockTime: new Date(0),
    txHash: '0x',
    txIndex: 0,
    contract: 'AccessManager',
  },
  ...{ name, args: { roleId, account }, addresses: [], operationId: null, reason: null },
})

test('contracts, wallets, whoever holds a role at the end, and the dead address, each with what it holds', () => {
  const lines = addressLines({
    contracts: { Vault: { address: '0xAB', bytecodeHash: '0x99' }, CXPT: { address: '0xcd' } },
    accounts: [
      { bucket: 'treasury_external', owner: '0xe5', amount: 5n },
      { bucket: 'circulating', owner: '0xf6', amount: 7n },
      { bucket: 'dead', owner: '0x000000000000000000000000000000000000dead', amount: 1n },
    ],
    roleEvents: [
      event('RoleGranted', '10', '0xF6'),
      event('RoleGranted', '1', '0x01'),
      event('RoleRevoked', '1', '0x01'),
    ],
  })
  expect(addressTable(lines)).toEqual([
    ['contract', 'CXPT', '0xcd', 'yes', null, null],
    ['contract', 'Vault', '0xab', 'yes', '0x99', null],
    ['treasury wallet', 'treasury_external', '0xe5', 'yes', null, 5n],
    ['role', 'FINANCE', '0xf6', 'yes', null, 7n],
    ['dead', 'dead', '0x000000000000000000000000000000000000dead', 'no', null, 1n],
  ])
})
