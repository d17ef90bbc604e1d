/** Which renewals fall due while spending is paused. */
export const pauseRenewals = {
  title: 'Renewals inside the pause',
  running: (until: string) => `of spending, until ${until}`,
  planned: (until: string) => `of spending that begins now, until ${until}`,
  none: 'No paid period ends before the pause does.',
  count: (all: number, auto: number) =>
    `${all === 1 ? 'One paid period ends' : `${all} paid periods end`} before the pause does: ${auto} renew by themselves once it is over and while credits suffice, ${all - auto} are left to their owners. Nobody has an allowance between the end and the renewal. Everyone can renew for a day after the pause, or for the usual three days after the end where that is longer; an early end of the pause brings these dates forward.`,
  first: (shown: number, all: number) => (shown < all ? `The first ${shown} of ${all}` : 'All of them'),
  signIn: 'Which accounts they are is shown to who administers, signed in.',
  csv: 'CSV of all of them',
  account: 'Account',
  ends: 'Ends, UTC',
  after: 'Then',
  gap: 'Without allowance',
  lapses: 'Lapses, UTC',
  without: 'Without the pause',
  fates: { renews: 'Renews by itself', waits: 'Owner renews' },
}
