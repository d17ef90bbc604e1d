const dollars = (micro: bigint) => `$${(micro / 1_000_000n).toString().replace(/\B(?=(\d{3})+$)/g, ',')}`
const cxpt = (wei: bigint) => `${(wei / 10n ** 18n).toString().replace(/\B(?=(\d{3})+$)/g, ',')} CXPT`

/** Consequences of a change, by name. "Month": 30 days like the last 30 complete ones. */
export const effectWords = {
  buys: (service: string) => `1,000 CXPT buy of ${service}, input`,
  atList: 'Usage of a month at list prices',
  atListNote: 'Allowances are in it; demand and availability are not.',
  emission: 'Emission of a month',
  emissionNote: 'As many points as in the last 30 complete days, revenue funding as then.',
  worst: 'Emission of a month at worst',
  worstNote: '×2.64, every factor at its greatest.',
  pool: 'Most that a month’s epochs pay',
  poolNote: (used: bigint) => `The last 30 complete days used ${cxpt(used)} of emission.`,
  tiers: 'Most that a month’s rewards come to',
  tiersNote: 'Everybody at the top tier.',
  cap: 'Settled a day, at most',
  capNote: (perDay: bigint) => `The last 30 complete days settled ${dollars(perDay)} a day.`,
  perMillion: 'Price of a million tokens',
  inCxpt: '30 days, at the price now',
  inCxptNote: 'Rounded up, as it is charged.',
}
