/** The plan of an account and its running period. */
export const accountPlan = {
  title: 'Plan',
  none: 'No plan yet. Metered use is paid from credits.',
  states: { active: 'Active', grace: 'Grace', lapsed: 'Lapsed' },
  period: (index: number, start: string, end: string) => `Period ${index} · ${start} to ${end}`,
  left: 'Left of this period',
  ended: 'Ended',
  endedAnnounce: 'The period has ended',
  grace: (end: string, left: string, close: string) =>
    `The period ended ${end} and was not renewed. It can be renewed for at least ${left} more, to ${close}; unused tokens wait until then.`,
  lapsed: (end: string) =>
    `The period ended ${end} and was not renewed in time. A new plan starts when you buy one; tokens of the old period are gone, credits are not.`,
  price: 'Price',
  /** After the price. */
  every: 'every 30 days',
  tokens: 'Tokens of this period',
  requests: 'Requests at once, per minute',
  next: 'From the next period',
  renews: 'Renews',
  /** Before the most that a renewal may cost. */
  renewsOn: (end: string) => `${end}, from credits, at most`,
  renewsNot: 'no, access stays to the end of the period',
  retired: 'This plan is retired',
  retiredFrom: (day: string) => `no purchase or renewal from ${day}`,
}
