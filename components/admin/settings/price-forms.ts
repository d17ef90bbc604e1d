import { getContract } from '@/lib/chain/contract'
import { CURVE_RANGES, type CurveKind } from '@/lib/domain/curve'
import { callOf } from '@/lib/tx/flow'
import { settingWords as say } from '@/messages/setting-words'
import { settings } from '@/messages/settings'
import { between, big, int, notZero, once, rising, service } from './checks'
import type { SettingForm } from './form'
import { FACTOR, UNIT_PRICE, whole } from './units'

const parameters = { contract: 'Parameters', role: 'PARAMS' } as const

export const rates: SettingForm = {
  ...parameters,
  functionName: 'setRates',
  fields: [
    { key: 'service', unit: { kind: 'service' } },
    { key: 'inputNanoUsd', unit: UNIT_PRICE },
    { key: 'outputNanoUsd', unit: UNIT_PRICE },
    { key: 'unit', unit: whole('', 2n ** 32n - 1n) },
  ],
  table: { key: 'service', most: 64 },
  check: (rows) => [...once(rows, 'service'), ...notZero('inputNanoUsd', 'unit')(rows)],
  call: (deployment, rows) =>
    callOf('Parameters', getContract(deployment, 'Parameters'), 'setRates', [
      rows.map((row) => ({
        service: service(row),
        inputNanoUsd: big(row, 'inputNanoUsd'),
        outputNanoUsd: big(row, 'outputNanoUsd'),
        unit: int(row, 'unit'),
      })),
    ]),
}

export const pricing: SettingForm = {
  ...parameters,
  functionName: 'setPricing',
  fields: [
    { key: 'targetUtilisation', unit: FACTOR },
    { key: 'stepDivisor', unit: whole('', 2n ** 32n - 1n) },
    { key: 'minFactor', unit: FACTOR },
    { key: 'maxFactor', unit: FACTOR },
    { key: 'maxDailyMove', unit: FACTOR },
  ],
  table: null,
  check: ([row]) => [
    ...between(row, 'targetUtilisation', 1n, 999_999n, say.target),
    ...between(row, 'stepDivisor', 1n, 2n ** 32n - 1n, say.notZero),
    ...between(row, 'minFactor', 500_000n, 1_000_000n, say.minFactor),
    ...between(row, 'maxFactor', 1_000_000n, 2_000_000n, say.maxFactor),
    ...between(row, 'maxDailyMove', 1n, 2n ** 32n - 1n, say.notZero),
  ],
  call: (deployment, [row]) =>
    callOf('Parameters', getContract(deployment, 'Parameters'), 'setPricing', [
      {
        targetUtilisation: int(row, 'targetUtilisation'),
        stepDivisor: int(row, 'stepDivisor'),
        minFactor: int(row, 'minFactor'),
        maxFactor: int(row, 'maxFactor'),
        maxDailyMove: int(row, 'maxDailyMove'),
      },
    ]),
}

const CURVE_KINDS = Object.keys(CURVE_RANGES) as CurveKind[]

export function curve(kind: CurveKind): SettingForm {
  const { least, greatest } = CURVE_RANGES[kind]
  return {
    ...parameters,
    functionName: 'setCurve',
    fields: [
      { key: 'x', unit: kind === 'availability' ? whole(settings.units.providers, 2n ** 64n - 1n) : FACTOR },
      { key: 'y', unit: FACTOR },
    ],
    table: { key: 'x', most: 8 },
    check: (rows) => [
      ...(rows.length < 2 || rows.length > 8 ? [{ say: say.knots }] : []),
      ...rising(rows, 'x'),
      ...rows.flatMap((row, i) =>
        big(row, 'y') < least || big(row, 'y') > greatest
          ? [{ row: i, key: 'y', say: say.factorBetween(least, greatest) }]
          : [],
      ),
    ],
    call: (deployment, rows) =>
      callOf('Parameters', getContract(deployment, 'Parameters'), 'setCurve', [
        CURVE_KINDS.indexOf(kind),
        rows.map((row) => ({ x: big(row, 'x'), y: big(row, 'y') })),
      ]),
  }
}
