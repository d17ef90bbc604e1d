const CLAIMS = { stops: 'claiming, and accepting a root', goesOn: 'what was earned stays; veto, revoke, funding' }

/** The emergency pause, and its early end. */
export const pause = {
  title: 'Emergency pause',
  lead: 'One transaction for the Vault, one for Rewards. It takes effect at once, without a delay.',
  ledgerAway: 'The ledger cannot be read, so what is paused already is not shown. Pausing works all the same.',
  scopes: {
    deposit: {
      name: 'Loading credits',
      stops: 'nobody can load credits',
      goesOn: 'spending and withdrawing credits',
    },
    spend: {
      name: 'Spending',
      stops: 'settling usage, subscribing, renewing, upgrading',
      goesOn: 'loading and withdrawing credits, distribution',
    },
    distribute: {
      name: 'Distribution',
      stops: 'distributing revenue, and changing the split while revenue waits',
      goesOn: 'everything users do',
    },
    'claims:provider': { name: 'Provider claims', ...CLAIMS },
    'claims:referral': { name: 'Referral claims', ...CLAIMS },
    'claims:loyalty': { name: 'Loyalty claims', ...CLAIMS },
  },
  pauseVault: (part: string) => `Pause the Vault: ${part}`,
  pauseRewards: (part: string) => `Pause Rewards: ${part}`,

  what: 'What stops',
  atMost: 'for 7 days at most, or until it is ended',
  until: (moment: string) => `until ended, ${moment} at most`,
  stops: 'Stops',
  goesOn: 'Goes on:',
  always: 'Asking for credits back and withdrawing them goes on, always: no flag stops it.',
  /** What must be typed, exactly. */
  word: 'PAUSE',
  typeWord: (word: string) => `Type ${word} and press Enter`,
  pausing: 'Pausing',
  act: (transactions: number) =>
    transactions === 1 ? 'Pause in one transaction' : `Pause in ${transactions} transactions`,
  connect: 'Connect the wallet that holds GUARDIAN.',
  notGuardian: 'Your wallet does not hold GUARDIAN, which pausing needs.',
  nothingTicked: 'Nothing is ticked.',
  calldata: 'Calldata, to send it from elsewhere',
  callTo: (call: string) => `${call} · to`,
  copyAddress: (contract: string) => `Copy the address of ${contract}`,
  copyCalldata: (call: string) => `Copy the calldata of ${call}`,

  pausedNow: 'Paused now',
  nothingPaused: 'Nothing is paused.',
  endOf: (name: string) => `End the pause: ${name.toLowerCase()}`,
  endsItself: (moment: string) => `ends by itself ${moment}`,
  scheduleEnd: 'Schedule the end',
  endNow: 'End now',
  notUnpauser: 'Ending a pause early needs UNPAUSER, which this wallet does not hold.',
  goesOnAgain: 'Goes on again',
  againOf: (what: string) => `Goes on again: ${what}`,
  endNote: 'by UNPAUSER, after its delay',
  endDoor: 'Ending a pause takes a reason, which is kept under your name: sign in to give it.',
  withoutIt: 'Without this',
  notRunning: 'This pause does not run, or it has ended. What runs is listed under “Paused now”.',
  cancellable: 'Can be cancelled by',
  cancellers: 'you and ADMIN; the guardian pauses again instead',
}
