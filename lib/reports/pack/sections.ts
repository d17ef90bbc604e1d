import type { Section } from './bundle'

/** Headings of the quarterly pack, in order. */
export const SECTIONS: readonly Section[] = [
  {
    id: 'reports',
    title: 'Monthly reports',
    note: 'Each month as three have signed it, with attestation.json. One that nobody has signed is made now, and its folder ends in `-draft`. `npm run verify-report` checks a folder with a node alone.',
  },
  {
    id: 'balances',
    title: 'Trial balance and roll-forwards',
    note: 'The quarter over its months: both ledgers, supply by bucket, and what is owed to customers. Closing of a month is opening of the next.',
  },
  {
    id: 'chain',
    title: 'Chain confirmations, contracts and wallet control',
    note: 'What the node answered at each closing block, code of each contract there, and what each wallet of ours was last seen to sign. A Safe whose owners changed is seen in its owners at the block: its own events are not in the ledger.',
  },
  {
    id: 'access',
    title: 'Signers, roles and access',
    note: 'Grants and revocations in the quarter, who held which role at its end, whom the console let read, and what was done in it. Times of the console are those of its machine.',
  },
  {
    id: 'changes',
    title: 'Parameter changes',
    note: 'Every change with its operation and the reason given for it; without a reason none was kept.',
  },
  {
    id: 'prices',
    title: 'Price evidence',
    note: 'Each price that the oracle had, with its transaction and how long it stood.',
  },
  {
    id: 'sample',
    title: 'Traced payments',
    note: 'Drawn by the SHA-256 of seed, transaction and log index, lowest first: the seed is the hash of the last closing block. Each is followed from payment to claim, one line a step.',
  },
  {
    id: 'exceptions',
    title: 'Exceptions and gates',
    note: 'What a reviewer has to look at, month by month, and every gate as it stood.',
  },
  {
    id: 'rewards',
    title: 'Recomputation of rewards',
    note: 'Roots accepted in the quarter: made again from their leaves here, and what a second implementation made of their inputs when they were proposed. `npm run recompute` does it from the published inputs.',
  },
  {
    id: 'risk',
    title: 'Risk register',
    note: 'Indicators with owner, threshold, the last reading of the quarter (the first one after it where nobody looked before), and breaches that were going on in it.',
  },
]
