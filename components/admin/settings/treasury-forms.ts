import type { Address } from 'viem'
import { cxptText } from '@/components/ui/amount-text'
import { getContract } from '@/lib/chain/contract'
import { PURPOSES } from '@/lib/domain/accrual'
import { CATEGORIES, TREASURY_BUCKETS } from '@/lib/domain/buckets'
import { refOf } from '@/lib/domain/reason'
import { callOf } from '@/lib/tx/flow'
import { settingWords as say } from '@/messages/setting-words'
import { between, big } from './checks'
import type { Facts, Problem, RawRow, SettingForm } from './form'
import { CXPT } from './units'

/** What the Treasury funds, and takes back. */
const FUNDED = CATEGORIES.filter((category) => category !== 'provider')
const BUCKET = { kind: 'choice', choices: TREASURY_BUCKETS } as const
const CATEGORY = { kind: 'choice', choices: FUNDED } as const
/** Beside the amount on the receipt of an auditor: long enough for an invoice's number and its subject. */
const SENTENCE = { kind: 'sentence', most: 200 } as const

const indexIn = (names: readonly string[], name: string | undefined) => names.indexOf(name ?? '')
const to = (row: RawRow | undefined) => (row?.to ?? '0x') as Address
const purposeAndMemo = (row: RawRow | undefined) => `${row?.purpose ?? ''}: ${row?.memo ?? ''}`
const memoOf = (row: RawRow | undefined) => row?.memo ?? ''

/** Fact `bucket-…`: what is in each bucket, wei. */
const inBucket = (row: RawRow | undefined, key: string, facts: Facts): Problem[] => {
  if (!row) return []
  const has = BigInt(facts[`bucket-${row[key]}`] ?? '0')
  return between(
    row,
    'amount',
    1n,
    has,
    big(row, 'amount') === 0n ? say.notZero : say.inBucket(row[key] ?? '', cxptText(has, 2)),
  )
}

export const withdraw: SettingForm = {
  contract: 'Treasury',
  functionName: 'withdraw',
  role: 'TREASURER',
  fields: [
    { key: 'bucket', unit: BUCKET },
    { key: 'to', unit: { kind: 'address' } },
    { key: 'amount', unit: CXPT },
    { key: 'purpose', unit: { kind: 'choice', choices: PURPOSES } },
    { key: 'memo', unit: SENTENCE },
  ],
  table: null,
  check: ([row], _, facts) => inBucket(row, 'bucket', facts),
  preimage: purposeAndMemo,
  call: (deployment, [row]) =>
    callOf('Treasury', getContract(deployment, 'Treasury'), 'withdraw', [
      indexIn(TREASURY_BUCKETS, row?.bucket),
      to(row),
      big(row, 'amount'),
      refOf(purposeAndMemo(row)),
    ]),
}

export const fund: SettingForm = {
  contract: 'Treasury',
  functionName: 'fund',
  role: 'TREASURER',
  fields: [
    { key: 'bucket', unit: BUCKET },
    { key: 'category', unit: CATEGORY },
    { key: 'amount', unit: CXPT },
    { key: 'memo', unit: SENTENCE },
  ],
  table: null,
  check: ([row], _, facts) => inBucket(row, 'bucket', facts),
  preimage: memoOf,
  call: (deployment, [row]) =>
    callOf('Treasury', getContract(deployment, 'Treasury'), 'fund', [
      indexIn(TREASURY_BUCKETS, row?.bucket),
      indexIn(CATEGORIES, row?.category),
      big(row, 'amount'),
      refOf(memoOf(row)),
    ]),
}

export const move: SettingForm = {
  contract: 'Treasury',
  functionName: 'move',
  role: 'TREASURER',
  fields: [
    { key: 'from', unit: BUCKET },
    { key: 'to', unit: BUCKET },
    { key: 'amount', unit: CXPT },
    { key: 'memo', unit: SENTENCE },
  ],
  table: null,
  check: ([row], _, facts) => [
    ...(row && row.from === row.to ? [{ row: 0, key: 'to', say: say.sameBucket }] : []),
    ...inBucket(row, 'from', facts),
  ],
  preimage: memoOf,
  call: (deployment, [row]) =>
    callOf('Treasury', getContract(deployment, 'Treasury'), 'move', [
      indexIn(TREASURY_BUCKETS, row?.from),
      indexIn(TREASURY_BUCKETS, row?.to),
      big(row, 'amount'),
      refOf(memoOf(row)),
    ]),
}

export const defund: SettingForm = {
  contract: 'Rewards',
  functionName: 'defund',
  role: 'TREASURER',
  fields: [
    { key: 'category', unit: CATEGORY },
    { key: 'to', unit: { kind: 'address' } },
    { key: 'amount', unit: CXPT },
    { key: 'memo', unit: SENTENCE },
  ],
  table: null,
  // Fact `free-…`: funded and in no accepted root, wei.
  check: ([row], _, facts) => {
    if (!row) return []
    const free = BigInt(facts[`free-${row.category}`] ?? '0')
    return between(row, 'amount', 1n, free, big(row, 'amount') === 0n ? say.notZero : say.notFree(cxptText(free, 2)))
  },
  preimage: memoOf,
  call: (deployment, [row]) =>
    callOf('Rewards', getContract(deployment, 'Rewards'), 'defund', [
      indexIn(CATEGORIES, row?.category),
      to(row),
      big(row, 'amount'),
      refOf(memoOf(row)),
    ]),
}

/** Once, and everything that is in no accepted root: nothing to choose but where to. */
export const migrate: SettingForm = {
  contract: 'Rewards',
  functionName: 'migrate',
  role: 'MIGRATOR',
  fields: [{ key: 'to', unit: { kind: 'address' } }],
  table: null,
  call: (deployment, [row]) => callOf('Rewards', getContract(deployment, 'Rewards'), 'migrate', [to(row)]),
}
