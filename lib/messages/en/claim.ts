import type { ClaimRefusal } from '@/lib/domain/claim'

/** The sheet in which a reward is claimed. */
export const claim = {
  title: 'Claim rewards',
  what: { provider: 'provider rewards', referral: 'referral rewards', loyalty: 'loyalty rewards' },
  act: (amount: string) => `Claim ${amount} CXPT`,
  actUnknown: 'Claim',
  forAddress: 'Claim for this address',
  receives: 'Is paid out',
  to: 'To',
  before: 'Claimed before',
  lifetime: 'Earned in all',
  root: 'Root on the chain',
  checking: 'The proof is being checked against the root on the chain.',
  checked: (steps: number) =>
    steps === 1
      ? 'The proof was checked in this browser: amount and address lead to the root on the chain in 1 step.'
      : `The proof was checked in this browser: amount and address lead to the root on the chain in ${steps} steps.`,
  forOther:
    'Anybody may send this transaction. The CXPT goes to the address above, not to your wallet; you only pay the gas.',
  away: 'The proof could not be read, so nothing can be claimed here now.',
  refused: {
    paused: 'Claiming is paused. What was earned stays, and can be claimed when the pause is over.',
    'no-root': 'There is no accepted root on the chain, so there is nothing to prove against. What was earned stays.',
    'other-root':
      'Our ledger and the chain name different roots. That happens for seconds after a root is accepted; if it stays, do not sign anything here.',
    'not-in-root': 'This address is in no accepted root yet, so nothing can be claimed for it.',
    'wrong-proof':
      'The proof we were given does not lead to the root on the chain, so this claim would fail. Nothing was signed. Tell us, or use the proof of another source.',
    nothing: 'Everything in the accepted root was claimed.',
  } satisfies Record<ClaimRefusal, string>,
  gas: (fee: string, coin: string, most: string) =>
    `Gas is at most ${fee} ${coin}. The claim pays more than that while 1 ${coin} costs less than ${most}.`,
  dear: (fee: string, cost: string, worth: string) =>
    `Gas of at most ${fee} costs ${cost} now, more than the ${worth} this claim pays. Rewards do not expire: wait, and claim several at once.`,
}
