import type { Bench, Gate } from '../bench'
import { type Figures, measureOurs } from './ours'
import { measurePeers } from './peers'
import { Stage } from './stage'

/** Musts and goals of the project's quality table: gas of one transaction, 21,000 and calldata included. */
const GATES: readonly Gate[] = [
  { id: 'claim, first', must: 86_000, goal: 80_000 },
  { id: 'claim, next', must: 69_000, goal: 63_000 },
  { id: 'distribute, next', must: 105_000, goal: 95_000 },
  { id: 'buy from zero with permit', must: 220_000 },
  { id: 'buy from credits', must: 130_000 },
  { id: 'renew, same plan', must: 88_000, goal: 78_000 },
  { id: 'settle without, per user of 500', must: 9_000, goal: 8_000 },
  { id: 'settle with a budget, per user of 500', must: 15_000, goal: 11_000 },
]

/** Ours beside the peer that does the nearest job, measured in the same run on the same chain with the same token. */
const COMPARED = [
  ['claim, first', 'Uniswap MerkleDistributor claim, first of 256'],
  ['claim, next', 'Uniswap MerkleDistributor claim'],
  ['claim, next', 'OpenZeppelin VestingWallet release, next'],
  ['claim, next', 'Sablier Lockup withdraw, next'],
  ['buy from credits', 'Unlock PublicLock v15 purchase'],
  ['renew, same plan', 'Unlock PublicLock v15 renew'],
] as const

/** Peers that npm does not carry, with the figure and where it comes from. */
const QUOTED = [
  { job: 'claim, first', peer: 'Merkl Distributor claim, first', figure: 158_023 },
  { job: 'claim, next', peer: 'Merkl Distributor claim, repeat', figure: 86_755 },
  { job: 'distribute, next', peer: '0xSplits push to 3, no burn', figure: 80_128 },
  { job: 'buy from credits', peer: 'Superfluid createFlow', figure: 335_485 },
  { job: 'buy from credits', peer: 'The Graph subscribe, first', figure: 134_882 },
  { job: 'renew, same plan', peer: 'The Graph subscribe, next', figure: 83_582 },
] as const
/** Blocks of most networks take 30 M gas or more. */
const BLOCK_GAS = 30_000_000n

export const gas: Bench = {
  name: 'gas',
  unit: 'gas',
  async run() {
    const stage = await Stage.open()
    try {
      const ours = await measureOurs(stage)
      const peers = await measurePeers(stage)
      return {
        figures: { ...ours, ...fits(ours) },
        peers,
        gates: GATES,
        ratios: COMPARED.map(([job, peer]) => ({ job, peer, of: Number(ours[job]) / Number(peers[peer]) })),
        quoted: QUOTED.map((row) => ({ ...row, source: 'published figures, not measured here' })),
      }
    } finally {
      await stage.close()
    }
  },
}

/** The largest batch that one block takes. */
export function fits(ours: Figures): Figures {
  return Object.fromEntries(
    ['without', 'with a budget'].map((kind) => {
      const [one, further] = [ours[`settle ${kind}, 1`] ?? 0n, ours[`settle ${kind}, each further user`] ?? 1n]
      return [`settle ${kind}, users in 30 M gas`, 1n + (BLOCK_GAS - one) / further]
    }),
  )
}
