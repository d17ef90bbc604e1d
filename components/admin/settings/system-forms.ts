import { getContract } from '@/lib/chain/contract'
import { DAY } from '@/lib/domain/time'
import { callOf } from '@/lib/tx/flow'
import { settingWords as say } from '@/messages/setting-words'
import { settings } from '@/messages/settings'
import { between, big, int, notZero } from './checks'
import type { Facts, Problem, RawRow, SettingForm } from './form'
import { BPS, PRICE, TIME, USD, whole } from './units'

const parameters = { contract: 'Parameters', role: 'PARAMS' } as const

/** In the order of the contract's enum. */
const PHASES = ['TESTNET', 'MAINNET', 'FULL']

export const phase: SettingForm = {
  ...parameters,
  functionName: 'setPhase',
  fields: [{ key: 'phase', unit: { kind: 'choice', choices: PHASES } }],
  table: null,
  check: ([row], [old]) => {
    const [next, now] = [PHASES.indexOf(row?.phase ?? ''), PHASES.indexOf(old?.phase ?? '')]
    return next === now || next === now + 1 ? [] : [{ row: 0, key: 'phase', say: say.phase(PHASES[now + 1] ?? null) }]
  },
  call: (deployment, [row]) =>
    callOf('Parameters', getContract(deployment, 'Parameters'), 'setPhase', [PHASES.indexOf(row?.phase ?? '')]),
}

export const dailyCap: SettingForm = {
  contract: 'Vault',
  functionName: 'setDailyCap',
  role: 'PARAMS',
  fields: [{ key: 'usd', unit: USD }],
  table: null,
  check: ([row]) => between(row, 'usd', 0n, 2n ** 56n - 1n, say.tooLarge),
  call: (deployment, [row]) => callOf('Vault', getContract(deployment, 'Vault'), 'setDailyCap', [big(row, 'usd')]),
}

export const vaultOracle: SettingForm = {
  contract: 'Vault',
  functionName: 'setOracle',
  role: 'PARAMS',
  fields: [
    { key: 'oracle', unit: { kind: 'address' } },
    { key: 'minPrice', unit: PRICE },
  ],
  table: null,
  // Fact `price`: what the oracle says now; another oracle is asked in the trial run.
  check: ([row], [old], facts) => [
    ...notZero('minPrice')(row ? [row] : []),
    ...(row?.oracle === old?.oracle && big(row, 'minPrice') > BigInt(facts.price ?? '0')
      ? [{ row: 0, key: 'minPrice', say: say.aboveOracle }]
      : []),
  ],
  call: (deployment, [row]) =>
    callOf('Vault', getContract(deployment, 'Vault'), 'setOracle', [
      (row?.oracle ?? '0x') as `0x${string}`,
      big(row, 'minPrice'),
    ]),
}

export const oracleConfig: SettingForm = {
  contract: 'PriceOracle',
  functionName: 'setConfig',
  role: 'PARAMS',
  fields: [
    { key: 'min', unit: PRICE },
    { key: 'max', unit: PRICE },
    { key: 'maxAge', unit: whole(settings.units.seconds, DAY) },
    { key: 'minInterval', unit: whole(settings.units.seconds, 2n ** 32n - 1n) },
    { key: 'maxStepBps', unit: whole('bps', 1_000n) },
    { key: 'maxGapBps', unit: BPS },
    { key: 'feed', unit: { kind: 'address', canBeNone: true } },
    { key: 'feedMaxAge', unit: whole(settings.units.seconds, 2n ** 32n - 1n) },
    { key: 'sequencer', unit: { kind: 'address', canBeNone: true } },
    { key: 'sequencerGrace', unit: whole(settings.units.seconds, 2n ** 32n - 1n) },
  ],
  table: null,
  check: checkOracle,
  call: (deployment, [row]) =>
    callOf('PriceOracle', getContract(deployment, 'PriceOracle'), 'setConfig', [
      {
        min: big(row, 'min'),
        max: big(row, 'max'),
        maxAge: int(row, 'maxAge'),
        minInterval: int(row, 'minInterval'),
        maxStepBps: int(row, 'maxStepBps'),
        maxGapBps: int(row, 'maxGapBps'),
        feed: (row?.feed ?? '0x') as `0x${string}`,
        feedMaxAge: int(row, 'feedMaxAge'),
        sequencer: (row?.sequencer ?? '0x') as `0x${string}`,
        sequencerGrace: int(row, 'sequencerGrace'),
      },
    ]),
}

/** The bounds of `PriceOracle.setConfig`. Fact `minInterval`: the immutable least one. */
function checkOracle([row]: readonly RawRow[], _: readonly RawRow[], facts: Facts): Problem[] {
  if (!row) return []
  const hasFeed = BigInt(row.feed ?? '0') !== 0n
  const least = BigInt(facts.minInterval ?? '0')
  const wrong = (key: string, isWrong: boolean, text: string): Problem[] =>
    isWrong ? [{ row: 0, key, say: text }] : []
  return [
    ...notZero('min', 'maxAge', 'maxStepBps')([row]),
    ...wrong('max', big(row, 'max') < big(row, 'min'), say.belowMin),
    ...wrong('minInterval', big(row, 'minInterval') < least, say.interval(least)),
    ...(hasFeed ? notZero('feedMaxAge', 'maxGapBps')([row]) : []),
    ...wrong('sequencer', !hasFeed && BigInt(row.sequencer ?? '0') !== 0n, say.sequencerAlone),
  ]
}

export const oracleReset: SettingForm = {
  contract: 'PriceOracle',
  functionName: 'reset',
  role: 'PARAMS',
  fields: [{ key: 'price', unit: PRICE }],
  table: null,
  // Facts `min`, `max`: the band in force.
  check: ([row], _, facts) =>
    between(row, 'price', BigInt(facts.min ?? '0'), BigInt(facts.max ?? '0'), say.band(facts.min, facts.max)),
  call: (deployment, [row]) =>
    callOf('PriceOracle', getContract(deployment, 'PriceOracle'), 'reset', [big(row, 'price')]),
}

export const plan: SettingForm = {
  contract: 'Subscriptions',
  functionName: 'addPlan',
  role: 'PARAMS',
  fields: [
    { key: 'usd', unit: USD },
    { key: 'allowance', unit: whole(settings.units.tokens, 2n ** 64n - 1n) },
    { key: 'concurrency', unit: whole('', 2n ** 32n - 1n) },
    { key: 'rpm', unit: whole('', 2n ** 32n - 1n) },
    { key: 'rolloverBps', unit: whole('bps', 5_000n) },
    { key: 'priority', unit: whole('', 255n) },
    { key: 'customer', unit: { kind: 'address', canBeNone: true } },
  ],
  table: null,
  check: ([row]) => [
    ...(row ? notZero('usd', 'allowance', 'concurrency', 'rpm')([row]) : []),
    ...between(row, 'usd', 0n, 2n ** 56n - 1n, say.tooLarge),
  ],
  call: (deployment, [row]) =>
    callOf('Subscriptions', getContract(deployment, 'Subscriptions'), 'addPlan', [
      {
        usd: big(row, 'usd'),
        allowance: big(row, 'allowance'),
        concurrency: int(row, 'concurrency'),
        rpm: int(row, 'rpm'),
        rolloverBps: int(row, 'rolloverBps'),
        priority: int(row, 'priority'),
        retireAt: 0,
        customer: (row?.customer ?? '0x') as `0x${string}`,
      },
    ]),
}

/** 30 days' notice, and the delay before it executes. */
export const retirePlan: SettingForm = {
  contract: 'Subscriptions',
  functionName: 'retirePlan',
  role: 'PARAMS',
  fields: [
    { key: 'id', unit: whole('', 2n ** 32n - 1n) },
    { key: 'retireAt', unit: TIME },
  ],
  table: null,
  // Fact `offered`: ids of the plans offered now.
  check: ([row], _, facts) => [
    ...((facts.offered ?? '').split(',').includes(row?.id ?? '') ? [] : [{ row: 0, key: 'id', say: say.notOffered }]),
    ...(big(row, 'retireAt') < BigInt(facts.now) + 30n * DAY ? [{ row: 0, key: 'retireAt', say: say.notice }] : []),
  ],
  call: (deployment, [row]) =>
    callOf('Subscriptions', getContract(deployment, 'Subscriptions'), 'retirePlan', [
      int(row, 'id'),
      int(row, 'retireAt'),
    ]),
}
