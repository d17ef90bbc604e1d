import type { Hex } from 'viem'

/** How far a root is. `replaced`: another was proposed while its window ran. `revoked`: it was in force and is not any more. */
export type RootState = 'pending' | 'accepted' | 'vetoed' | 'replaced' | 'revoked'

/** A step as the chain told it, in chain order. */
export type RootStep = {
  step: 'proposed' | 'accepted' | 'vetoed' | 'revoked'
  root: Hex
  blockTime: Date
  acceptAt: Date | null
  txHash: Hex
}

export type RootStory = {
  root: Hex
  state: RootState
  proposedAt: Date
  /** When its window ends, or ended. */
  acceptAt: Date | null
  /** When the state came to be. */
  since: Date
  /** The transaction that brought the state. */
  txHash: Hex
}

/**
 * What became of every root that was proposed, the newest first. A root that is proposed twice has two stories. An accepted root stays `accepted`
 * when a later one takes its place: what it gave is in the later one too.
 */
export function storiesOf(steps: readonly RootStep[]): RootStory[] {
  const stories: RootStory[] = []
  const end = (state: RootState, { blockTime, txHash }: RootStep, story: RootStory | undefined) => {
    if (story) Object.assign(story, { state, since: blockTime, txHash })
  }
  for (const one of steps) {
    const last = stories.at(-1)
    if (one.step === 'proposed') {
      if (last?.state === 'pending') end('replaced', one, last)
      stories.push({
        root: one.root,
        state: 'pending',
        proposedAt: one.blockTime,
        acceptAt: one.acceptAt,
        since: one.blockTime,
        txHash: one.txHash,
      })
    } else if (one.step === 'revoked') {
      end(
        'revoked',
        one,
        stories.findLast(({ root, state }) => root === one.root && state === 'accepted'),
      )
    } else {
      end(
        one.step,
        one,
        stories.findLast(({ root, state }) => root === one.root && state === 'pending'),
      )
    }
  }
  return stories.reverse()
}
