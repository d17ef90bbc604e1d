const factor = (ppm: bigint) =>
  `${ppm / 1_000_000n}.${(ppm % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '') || '0'}`
const price = (wad: string | undefined) => {
  const text = (wad ?? '0').padStart(19, '0')
  return `${text.slice(0, -18)}.${text.slice(-18).replace(/0+$/, '') || '0'}`
}

/** What the contracts would refuse, said while one types. */
export const settingWords = {
  notZero: 'Above 0.',
  twice: 'It is in the list already.',
  rising: 'Greater than in the row above.',
  knots: 'Two to eight points.',
  target: 'Above 0 and below 1.',
  minFactor: '0.5 to 1.',
  maxFactor: '1 to 2.',
  factorBetween: (least: bigint, greatest: bigint) => `${factor(least)} to ${factor(greatest)}.`,
  tiersTooHigh: (sum: bigint) => `The top tiers of the three lists come to ${sum} bps; 2,000 is the most.`,
  phase: (next: string | null) =>
    next ? `The next phase is ${next}; there is no other step, and none back.` : 'This is the last phase.',
  tooLarge: 'More than the contract can hold.',
  aboveOracle: 'At most the price of the oracle now.',
  belowMin: 'At least the lower end of the band.',
  interval: (least: bigint) => `At least ${least} seconds, which is fixed.`,
  sequencerAlone: 'A sequencer is watched beside a price feed only.',
  band: (min: string | undefined, max: string | undefined) => `Within the band: ${price(min)} to ${price(max)}.`,
  notOffered: 'No plan of this number is offered now.',
  inBucket: (bucket: string, amount: string) => `${bucket} holds ${amount} CXPT.`,
  sameBucket: 'Another bucket than the one it comes from.',
  notFree: (amount: string) => `${amount} CXPT of it are in no accepted root; the rest is owed.`,
  holdsIt: 'It holds the role already, with this delay.',
  holdsItNot: (role: string) => `It does not hold ${role}.`,
  notice: 'At least 30 days from now; the delay comes on top.',
}
