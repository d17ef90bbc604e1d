/** `/rewards`. */
export const rewards = {
  title: 'Rewards',
  door: {
    own: 'Your rewards',
    ownSay: 'Connect your wallet to see your referral link, your tiers and what you can claim.',
    any: 'Any address, read-only',
    hint: 'What the chain says: referred users, tiers, claims. No wallet needed.',
  },
  csv: 'Rewards and claims, CSV',

  link: 'Referral link',
  linkNote: 'who buys by it names you on chain',
  linkOf: 'Referral link of this address',
  copy: 'Copy the link',
  copied: 'Copied',
  qr: (link: string) => `QR code of ${link}`,
  how: [
    'The link carries your address with its checksum: a mistyped letter is refused, not paid.',
    'Who opens it is remembered for 30 days in this browser only; the newest link counts.',
    'Their first purchase writes you on the chain as their referrer, once and for good. Nobody can refer himself.',
    'You earn on what they pay for 12 months from their first payment.',
  ],
  referredBy: 'Referred by',
  nobody: 'nobody',

  referral: 'Referral',
  referralNote: 'on what users you brought pay',
  loyalty: 'Loyalty and usage bonus',
  loyaltyNote: 'on what you pay yourself',

  claimable: 'Claimable',
  pending: 'Pending',
  pendingUntil: (when: string) => `until ${when}`,
  pendingReady: 'window over',
  windowAnnounce: 'The window of this root is over',
  held: 'Held',
  heldUntil: (month: string, when: string) => `${month}, until ${when}`,
  heldRunning: (month: string, when: string) => `${month} so far, until ${when}`,
  heldClosed: (month: string) => `${month}, its root is not proposed yet`,
  heldWhy:
    'A month closes on the first Monday 30 days after its end, and is paid two days later once it is funded: credit notes inside that time lower it. Amounts of months that are not closed are estimates at today’s price, and together never more than the protocol earned in the month.',
  nothing: 'none',
  claimed: 'Claimed',
  withoutNotes: 'Before credit notes: those are shown to the owner only.',

  tiers: 'Tier',
  tierOf: (month: string) => `in ${month}`,
  percent: (bps: string) => `${bps} of the base`,
  noTier: 'below the first tier',
  active: 'Active referred users',
  activeNote: 'those who paid at least $5 this month',
  brought: 'Brought in all',
  base: 'They paid this month',
  months: 'Months in a row',
  spentThisMonth: 'This month counts.',
  notYet: 'This month counts as soon as something is paid in it.',
  usage: 'Paid this month',
  next: (bps: string, missing: string) => `${missing} more for ${bps}`,
  top: 'the highest tier',
  users: (count: string, isOne: boolean) => (isOne ? `${count} active user` : `${count} active users`),
  monthsMore: (count: string, isOne: boolean) => (isOne ? `${count} month` : `${count} months`),
  progress: (name: string, reached: string, of: string) => `${name}: ${reached} of ${of}`,

  history: 'Months',
  month: 'Month',
  earned: 'Earned, CXPT',
  root: 'Root',
  state: {
    closed: 'Closed',
    pending: 'In its window',
    accepted: 'Accepted',
    vetoed: 'Vetoed',
    replaced: 'Replaced',
    revoked: 'Revoked',
  },
  noMonths: 'No month of this address was closed with a reward yet.',

  points: 'Testnet points',
  pointsUser: 'As a user',
  pointsUserNote: 'tokens used / 1,000',
  pointsProvider: 'As a provider',
  pointsProviderNote: (epochs: string, isOne: boolean) =>
    isOne ? 'base · U · R · D of one closed epoch' : `base · U · R · D of ${epochs} closed epochs`,
  pointsSay:
    'A history only. They become CXPT only if a conversion is proposed as a root of its own, for everybody to see.',
  pointsSignIn: 'Points of a user come from usage, so they are shown to their owner alone.',
  pointsOver: (phase: string) =>
    `The phase is ${phase}: points are counted on test networks only, and what was counted there stays as history.`,
  phases: { testnet: 'testnet', mainnet: 'mainnet', full: 'full' },

  liability: 'What is owed to everybody',
  liabilitySay: (owed: string, claimable: string) =>
    `Referral and loyalty: ${owed} CXPT are earned and in no accepted root yet, ${claimable} CXPT can be claimed now.`,
  funded: 'All of it is funded.',
  unfunded: (missing: string) =>
    `${missing} CXPT of it must still be funded by the treasurer before they can be claimed; nothing is paid that is not there.`,
}
