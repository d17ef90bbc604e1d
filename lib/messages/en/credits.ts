/** Credits of an account: what they are, what they cover, what was asked for and waits. */
export const credits = {
  title: 'Credits',
  noPrice: 'no price was posted yet',
  /** After what they are worth in dollars. */
  worth: 'at the posted price · yours, withdrawable',
  loaded: 'Loaded, ever',
  spent: 'Spent',
  withdrawn: 'Withdrawn',
  balance: 'Balance',
  /** Before, in and after bold type. */
  covers: (renewals: bigint, until: string, more: string): [before: string, strong: string, after: string] => [
    'Your credits cover ',
    `${renewals} ${renewals === 1n ? 'renewal' : 'renewals'}`,
    `, to ${until}. ${more} CXPT more would cover another.`,
  ],
  /** Before, in and after bold type. */
  missing: (plan: string, amount: string): [before: string, strong: string, after: string] => [
    `Your credits do not cover the next renewal of ${plan}: `,
    `${amount} CXPT`,
    ' are missing at today’s price.',
  ],
  aboveCap: (cost: string) => `A renewal costs ${cost} CXPT now, above the limit you set: raise it, or it will fail.`,
  asked: 'Withdrawal asked',
  possibleIn: 'Possible in',
  withdrawal: 'Withdrawal',
  possibleNow: 'Possible now',
  possibleAnnounce: 'The withdrawal is possible now',
  budget: 'Daily budget',
  /** Between what was used today and the budget, and after it. */
  budgetUsed: { of: 'of', used: 'used' },
  budgetNext: 'Budget to come',
  /** After the budget to come. */
  budgetFrom: (day: string) => `from ${day}`,
}
