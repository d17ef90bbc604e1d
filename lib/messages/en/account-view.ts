/** The page of an account: its head, what was paid per day, its history. */
export const accountView = {
  title: 'Account',
  away: 'The chain does not answer now.',
  awayRight: 'Credits and history below are current.',
  spent: {
    title: 'Paid per day',
    unit: 'CXPT of credits, 30 days',
    metered: 'Metered use',
    plans: 'Plans',
    day: 'Day',
    running: 'today',
    empty: 'Nothing was paid in the last 30 days.',
    label: (metered: string, plans: string) =>
      `Paid in 30 days: ${metered} CXPT for metered use, ${plans} CXPT for plans`,
  },
  history: {
    title: 'History',
    note: 'newest first, CXPT',
    csv: 'All, CSV',
    table: 'What happened to this account',
    when: 'UTC',
    what: 'What',
    amount: 'CXPT',
    transaction: 'Transaction',
    pages: 'Pages of the history',
    newest: 'Newest',
    older: 'Older',
    none: 'This address has not used CXPT credits or plans yet.',
  },
}
