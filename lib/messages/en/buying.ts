/** Buying a plan, moving up, changing at the end of a period. */
export const buying = {
  noPrice: 'There is no price now, so nothing can be bought.',
  /** The price of every figure beside it, and since when. */
  priceOf: (price: string, posted: string) => `${price} per CXPT, posted ${posted}`,
  atMost: 'at most, or nothing happens',
  payCredits: (amount: string) => `Pay ${amount} CXPT of credits`,

  quote: {
    none: (why: string) => `${why} Without a price there is no quote. Withdrawing credits works.`,
    asking: 'Asking for the price',
    /** Before the time that is left. */
    nextIn: 'New quote in',
    next: 'Asking for a new quote',
    now: 'a moment',
  },
  fields: {
    extra: 'Into your credits, on top',
    extraHint: 'Yours, for renewals and metered use; withdrawable after a day’s notice.',
    cxpt: 'CXPT',
    renew: 'Renew every 30 days from credits',
  },
  sheet: {
    title: (plan: string) => `${plan}, 30 days`,
    act: 'Buy',
    sign: (amount: string) => `Sign and send ${amount} CXPT`,
    short: 'Load less on top, or bring CXPT to this wallet.',
    /** Before its price. */
    plan: 'The plan',
    creditsAfter: 'Your credits afterwards',
    receive: 'You receive',
    tokens: (tokens: string) => `${tokens} tokens`,
    /** After the tokens. */
    until: (end: string) => `to ${end}`,
    nextCharge: 'Next charge',
    renews: (day: string, usd: string, most: string) => `${day} · ${usd} from credits, at most ${most} CXPT`,
    endsOn: (day: string) => `none, access ends on ${day}`,
    referrer: 'Referred by',
    /** Before, in and after bold type. */
    covers: (renewals: bigint, until: string): [before: string, strong: string, after: string] => [
      'Your credits will cover ',
      `${renewals} ${renewals === 1n ? 'renewal' : 'renewals'}`,
      ` at today’s price, to ${until}.`,
    ],
    missing: (more: string) => `Your credits will not cover a renewal yet: ${more} CXPT more would.`,
    kept: 'Unspent credits stay yours; a started period is not refunded.',
  },
  upgrade: {
    act: 'Upgrade',
    title: (plan: string) => `Upgrade to ${plan}`,
    pays: 'Leaves your credits',
    rest: 'For the rest of the period',
    restOf: (usd: string, end: string) => `${usd}, to ${end}`,
    receive: 'You receive now',
    tokens: (tokens: string) => `${tokens} tokens more`,
    later: 'Then',
    laterEvery: (usd: string, day: string) => `${usd} every 30 days, from ${day}`,
    load: 'Load credits',
  },
  change: {
    title: (plan: string) => `Change to ${plan}`,
    undoTitle: (plan: string) => `Stay with ${plan}`,
    ownTitle: (plan: string) => `You have ${plan}`,
    own: (plan: string, end: string) => `${plan} is your plan, to ${end}.`,
    now: 'Now',
    nowIs: (plan: string, end: string) => `${plan}, to ${end}`,
    next: 'From the next period',
    nextIs: (plan: string, usd: string) => `${plan}, ${usd} every 30 days`,
    pay: 'You pay now',
    onlyGas: 'nothing but gas',
    act: 'Change at the end of the period',
    undo: 'Undo the change',
    renewing: 'The change happens with the next renewal. You can undo it until then.',
    notRenewing: 'Renewal is off: the change happens only if you renew. Access stays to the end of the period.',
  },
  where: {
    title: (amount: string) => `Where the ${amount} go`,
    label: (parts: string) => `Of the payment: ${parts} CXPT`,
    legs: { burn: 'Burned', protocol: 'Protocol', operations: 'Operations', provider: 'Providers' },
  },
}
