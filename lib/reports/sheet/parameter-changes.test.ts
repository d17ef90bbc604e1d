import { expect, test } from 'vitest'
import { ABIS } from '../../../contracts-abi'
import { csvLine } from '../csv'
import { PARAMETER_COLUMNS, PARAMETER_EVENTS, parameterTable } from './parameter-changes'

/** Events that move money, follow a person, or queue something: they change no parameter. */
const OTHERS = [
  'Accepted',
  'Anchored',
  'Approval',
  'AutoRenewSet',
  'Batch',
  'BudgetSet',
  'ChangeScheduled',
  'Charged',
  'Claimed',
  'Defunded',
  'Deposited',
  'Distributed',
  'Dripped',
  'EIP712DomainChanged',
  'Funded',
  'Migrated',
  'Moved',
  'OperationCanceled',
  'OperationExecuted',
  'OperationScheduled',
  'Posted',
  'Proposed',
  'Referred',
  'Renewed',
  'RenewalFailed',
  'Reset',
  'Revoked',
  'RoleLabel',
  'Settled',
  'Skimmed',
  'Subscribed',
  'Transfer',
  'Upgraded',
  'Vetoed',
  'Withdrawn',
  'WithdrawalRequested',
]

test('every event of every contract either changes a parameter or is known not to', () => {
  const events = Object.values(ABIS).flatMap((abi) => abi.flatMap((item) => (item.type === 'event' ? [item.name] : [])))
  const known = [...PARAMETER_EVENTS, ...OTHERS]
  expect([...new Set<string>(events)].filter((name) => !known.includes(name))).toEqual([])
  expect(PARAMETER_EVENTS.filter((name) => !events.some((event) => event === name))).toEqual([])
})

test('arguments are canonical JSON, and a reason that looks like a formula is only text', () => {
  const [line] = parameterTable([
    {
      chainId: 31_337,
      blockNumber: 7n,
      logIndex: 1,
      blockTime: new Date('2026-10-05T08:00:00Z'),
      txHash: '0xaa',
      txIndex: 0,
      contract: 'Vault',
      name: 'SplitSet',
      args: { split: { provider: 6100, burn: 400 } },
      addresses: [],
      operationId: '0xbb',
      reason: '=HYPERLINK("http://example.com")',
    },
  ])
  expect(csvLine(PARAMETER_COLUMNS, line ?? [])).toBe(
    '7,1,2026-10-05T08:00:00Z,0xaa,Vault,SplitSet,"{""split"":{""burn"":400,""provider"":6100}}",0xbb,"\'=HYPERLINK(""http://example.com"")"\r\n',
  )
})
