import 'server-only'
import { getContract } from '../chain/contract'
import { secondsOf } from '../domain/time'
import { type Liability, readLiability } from '../rewards/liability'
import { atOneBlock } from './snapshot'

/** Milliseconds an answer is given again: it reads everything that was seen of a week. */
const KEPT_MS = 60_000

const viewOf = ({ category, accrued, ...amounts }: Liability) => ({
  category,
  ...Object.fromEntries(Object.entries(amounts).map(([name, wei]) => [name, wei.toString()])),
  accrued: accrued.map(({ amount, ...period }) => ({ ...period, amount: amount.toString() })),
})

const read = () =>
  atOneBlock(async ({ db, chainId, block, time }) => {
    const rewards = getContract(chainId, 'Rewards').address
    const liabilities = await readLiability({ db, chainId, rewards, block, time: secondsOf(time) })
    return { block: Number(block), asOf: time.toISOString(), rewards: liabilities.map(viewOf) }
  })

let kept: { at: number; answer: ReturnType<typeof read> } | null = null

/** Public: what is earned and not claimable yet, claimable, and claimed, against what may be allocated. Wei as strings. */
export function getLiability(): ReturnType<typeof read> {
  const now = performance.now()
  if (kept && now - kept.at < KEPT_MS) return kept.answer
  const entry = { at: now, answer: read() }
  kept = entry
  // A failure is not kept.
  entry.answer.catch(() => {
    if (kept === entry) kept = null
  })
  return entry.answer
}
