/** The page of the plans: side by side, and what one keeps. */
export const planPage = {
  lead: 'Priced in dollars, paid in CXPT at the price of the moment. 30 days each, no contract beyond them.',
  unknown: (asked: string) => `There is no plan “${asked}” on offer. These are.`,
  badReferrer: 'The referrer in this link is not an address, so the purchase will name nobody.',
  noPrice: 'There is no price now.',
  noPriceSay: 'Nothing can be bought until one is posted; withdrawing works.',
  /** Before, in and after the link. */
  enterprise: ['An', 'Enterprise plan', ', from 200,000,000 tokens, is made for one customer.'] as const,
  table: {
    label: 'Plans side by side',
    price: 'Price for 30 days',
    cxpt: 'In CXPT now',
    noPrice: 'there is no price now',
    tokens: 'Tokens per period',
    perMillion: 'Price per million',
    rollsOver: 'Rolls over, at most',
    atOnce: 'Requests at once',
    perMinute: 'Requests per minute',
    buy: 'Buy',
    buyOf: (plan: string) => `Buy ${plan}`,
  },
  keep: [
    {
      title: 'What you keep',
      say: 'Half of a period’s tokens can roll into the next one and are used first. They live one period.',
    },
    {
      title: 'What renews',
      say: 'Renewals draw on credits you loaded, never on an open approval. Turn them off at any time; access stays to the end.',
    },
    {
      title: 'What you can take back',
      say: 'Unspent credits, after 24 hours’ notice, even while everything else is paused. Started periods are not refunded.',
    },
  ],
}
