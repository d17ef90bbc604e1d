/** Where a transaction stands: the sentence under the stepper, and what its button says. On every page. */
export const stages = {
  asked: {
    permit: 'Your wallet asks for a signature. It allows this one payment, costs no gas and moves nothing by itself.',
    approval: 'Your wallet asks to approve exactly this amount. The payment follows.',
    transaction: 'Your wallet shows the transaction. Confirm it there.',
    batch: 'Your wallet shows the approval and the payment as one. Confirm it there.',
  },
  gone:
    'The network no longer knows this transaction: it was dropped, or your wallet has put another in its place. It has spent nothing. ' +
    'Speed it up or cancel it in your wallet, and this page goes on by itself.',
  checkingSay: 'Looking at your wallet and at the contracts.',
  simulatingSay: 'Running the call on the chain without sending it.',
  approvalSent: 'The approval is sent. Waiting for its block.',
  sent: 'Sent. Waiting for its block; you may close this page.',
  proposed: 'Proposed to the Safe. It runs when enough owners have signed; you may close this page.',
  proposedOf: (signed: number, needed: number) => `Proposed to the Safe: ${signed} of ${needed} owners have signed.`,
  confirmed: (block: string) => `Confirmed in block ${block}. The ledger is reading it.`,
  done: (block: string) => `Done, in block ${block}.`,
  late: (block: string) => `Done, in block ${block}. The ledger has not reached it yet; this page will catch up.`,

  checking: 'Checking',
  simulating: 'Simulating',
  waitsForBlock: 'Waiting for the block',
  waitsForSafe: 'Waiting for the Safe',
  waitsForLedger: 'Waiting for the ledger',
}
