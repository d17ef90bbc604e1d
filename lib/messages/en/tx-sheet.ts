/** The sheet before, while and after something is signed: what leaves, the checks, the steps. */
export const sheet = {
  leaves: 'Leaves your wallet',
  inUsd: 'In USD',
  youPay: 'You pay',
  onlyGas: 'nothing but gas',
  chainAway: 'The chain does not answer now. Nothing was sent.',
  stages: 'Stages',
  /** Around the button that forgets the request. */
  askedBefore: 'Your wallet was asked before this page was loaded. Answer there, or',
  forgetRequest: 'forget the request',
  ifDeclined: 'if you declined it.',
  /** Around the button that forgets the transaction. */
  notListed: 'Does your wallet not list it either?',
  forgetIt: 'Forget it',
  sendAnew: 'and send it anew. While the wallet lists it, it may still go through, beside the new one.',
  close: 'Close',
  cancel: 'Cancel',
  openReceipt: 'Open the receipt',

  checks: 'Checks',
  running: (chain: string) => `Running the call on ${chain} without sending it`,
  simulated: (block: string) => `Simulated at block ${block}: succeeds`,
  /** Before the address of the Vault. */
  approves: (amount: string) => `Approves exactly ${amount} CXPT to Vault`,
  usedUp: ', used up at once',
  /** Around the address of the contract. */
  calls: (call: string) => `Calls ${call} at`,
  onChain: (chain: string) => `on ${chain}`,

  steps: {
    simulated: 'Simulated',
    signPermit: 'Sign permit',
    approve: 'Approve',
    signBatch: 'Sign batch',
    send: 'Send',
    sign: 'Sign',
    proposed: 'Proposed',
    executed: 'Signed and executed',
    confirmed: 'Confirmed',
    indexed: 'Indexed',
  },
}
