/** The register of providers as staff sees it. */
export const providerRegister = {
  title: 'Providers',
  lead: 'Everybody who registered, signed by themselves: what they serve, where rewards go, and whether they answer.',
  none: 'Nobody has registered yet.',
  list: 'Register',
  note: (count: number) => (count === 1 ? '1 provider' : `${count} providers`),
  table: 'Registered providers',
  provider: 'Provider',
  state: 'State',
  states: { up: 'Up', maintenance: 'Maintenance', silent: 'No answer', unseen: 'Not seen' },
  stateNotes: {
    up: 'answered a probe within 15 minutes',
    maintenance: 'announced, or an incident of the network: minutes do not count',
    silent: 'seen today, without a valid answer for 15 minutes',
    unseen: 'neither probed nor at work in a day',
  },
  classes: 'Serves',
  payout: 'Rewards go to',
  next: (moment: string) => `from ${moment} on`,
  cluster: (name: string) => `cluster ${name}: its payers earn it nothing`,
  answered: 'Last answer',
  never: 'none in a day',
  registered: 'Registered',
  noRevoke:
    'A registration is the provider’s own and is not revoked by a hand: who does not answer earns nothing, and rewards that should not stand are vetoed.',
}
