/**
 * What a buyer agrees to. A changed sentence is a new version: the hash of the text is stored with each consent, and a consent to an older
 * version does not count.
 */
export const terms = {
  version: '2026-11-01',
  title: 'Terms and price risk',
  lead: (version: string) => `Version ${version}. You agree once, at your first purchase; a new version asks again.`,
  clauses: [
    {
      title: 'What you buy',
      say: 'A plan is access for 30 days from the purchase, with the tokens, the requests at once and the requests per minute shown beside it. It is not a share, a deposit or an investment.',
    },
    {
      title: 'The price moves',
      say: 'Plans are priced in dollars and paid in CXPT at the price posted on chain at that moment. CXPT can lose value quickly, all of it included. Credits you load stay CXPT: what they are worth in dollars, and how many renewals they cover, changes with the price. Load what you mean to use.',
    },
    {
      title: 'What cannot be undone',
      say: 'A confirmed transaction cannot be taken back by us or anybody. A period that has begun is not refunded. Wrongly metered use is corrected by a credit note that later use takes up.',
    },
    {
      title: 'What stays yours',
      say: 'Unspent credits are yours and can be withdrawn after 24 hours’ notice, even while everything else is paused and even when this site is gone.',
    },
    {
      title: 'Renewals',
      say: 'When renewal is on, the plan renews every 30 days from your credits, at most at the limit you set. Turn it off at any time; access stays to the end of the period.',
    },
    {
      title: 'What is kept',
      say: 'The chain keeps payments for good and shows them to everybody. Receipts of your use are kept by us and shown to you alone; a root on chain commits to them.',
    },
  ],
  toPlans: 'See the plans',
  agree: 'I have read the terms and know that the price of CXPT moves.',
  link: 'Terms and price risk',
  needed: 'Agree to the terms below first.',
  stored: (version: string) => `Stored with your address, the time and the version ${version}.`,
}
