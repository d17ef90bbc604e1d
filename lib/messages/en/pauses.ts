/** What can be paused, as the head of a sentence. */
const names = {
  deposit: 'Loading credits',
  spend: 'Spending',
  distribute: 'Distribution',
  provider: 'Provider claims',
  referral: 'Referral claims',
  loyalty: 'Loyalty claims',
}

const claimEffects = { stops: 'claims, accepting a root', goesOn: 'veto, revoke, funding' }

const claimBanner = (name: string) => ({
  name,
  title: `${name} are paused`,
  say: 'These rewards cannot be claimed. What was earned stays, and other rewards go on.',
})

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** What a pause stops and never stops: the table of the status page, the banner over every page. */
export const pauses = {
  title: 'Pauses',
  note: 'seven days at most, then they end by themselves',
  table: 'What can be paused, and whether it is',
  what: 'What',
  state: 'State',
  stops: 'A pause stops',
  goesOn: 'It never stops',
  last: 'Last pause until',
  paused: 'Paused',
  running: 'Running',
  never: 'never',
  names,
  effects: {
    deposit: { stops: 'loading', goesOn: 'spending, withdrawing, distribution' },
    spend: {
      stops: 'settlement, new plans, renewals, upgrades',
      goesOn: 'loading, asking for and making withdrawals, distribution',
    },
    distribute: { stops: 'distribution, a new split while revenue waits', goesOn: 'everything users do' },
    provider: claimEffects,
    referral: claimEffects,
    loyalty: claimEffects,
  },
  banner: {
    of: {
      deposit: {
        name: names.deposit,
        title: `${names.deposit} is paused`,
        say: 'Credits cannot be loaded. Spending and withdrawing credits go on.',
      },
      spend: {
        name: names.spend,
        title: `${names.spend} is paused`,
        say: 'Subscribing, renewing and metered use have stopped. Loading and withdrawing credits go on.',
      },
      distribute: {
        name: names.distribute,
        title: `${names.distribute} is paused`,
        say: 'Vault revenue waits, and the split cannot change while it does. Everything users do goes on.',
      },
      claim_provider: claimBanner(names.provider),
      claim_referral: claimBanner(names.referral),
      claim_loyalty: claimBanner(names.loyalty),
    },
    until: (moment: string, say: string) => `until ${moment}. ${say}`,
    several: (paused: readonly string[]) =>
      `Paused: ${paused.map((name, place) => (place === 0 ? name : lower(name))).join(', ')}`,
    severalUntil: (moment: string) => `the last until ${moment}. Withdrawing credits goes on, always.`,
    means: 'What this means',
  },
}
