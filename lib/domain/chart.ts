/** Accounts of ledger U by what they are for; the codes are where a book starts, and a chart can rename each. */
export const ACCOUNTS = {
  '1100': { name: 'Cash', type: 'asset' },
  '1200': { name: 'Unbilled usage', type: 'asset' },
  '1300': { name: 'Network-fee crypto', type: 'asset' },
  '2100': { name: 'Contract liability, fresh', type: 'liability' },
  '2110': { name: 'Contract liability, rolled', type: 'liability' },
  '2300': { name: 'Provider rewards payable', type: 'liability' },
  '2400': { name: 'Referral payable', type: 'liability' },
  '2410': { name: 'Loyalty liability', type: 'liability' },
  '2500': { name: 'Credit notes', type: 'liability' },
  '3900': { name: 'CXPT received, undistributed', type: 'equity' },
  '3910': { name: 'CXPT retired', type: 'equity' },
  '3920': { name: 'Own CXPT in treasury', type: 'equity' },
  '3930': { name: 'Own CXPT set aside for rewards', type: 'equity' },
  '3940': { name: 'CXPT issued from genesis', type: 'equity' },
  '3950': { name: 'Differences on own CXPT', type: 'equity' },
  '4100': { name: 'Subscription revenue', type: 'income' },
  '4110': { name: 'Breakage', type: 'income' },
  '4200': { name: 'Pay-per-use revenue', type: 'income' },
  '4900': { name: 'Loyalty', type: 'income' },
  '5100': { name: 'Provider cost', type: 'expense' },
  '6100': { name: 'Referral', type: 'expense' },
  '6200': { name: 'Network fees', type: 'expense' },
  '6300': { name: 'Operating expense', type: 'expense' },
  '6900': { name: 'Uncollectible usage', type: 'expense' },
} as const satisfies Record<string, { name: string; type: 'asset' | 'liability' | 'equity' | 'income' | 'expense' }>

export type Account = keyof typeof ACCOUNTS

export const ACCOUNT_CODES = (Object.keys(ACCOUNTS) as Account[]).sort()

/** What an account is called in the books of whoever imports the journals. */
export type Chart = Readonly<Record<Account, { code: string; name: string }>>

/** The chart with some accounts renamed; two of them under one code would add up what is kept apart. */
export function chartWith(renamed: Partial<Chart> = {}): Chart {
  const chart = Object.fromEntries(
    ACCOUNT_CODES.map((account) => [account, renamed[account] ?? { code: account, name: ACCOUNTS[account].name }]),
  ) as Chart
  const codes = new Set<string>()
  for (const { code } of Object.values(chart)) {
    if (codes.has(code)) throw new RangeError(`two accounts have the code ${code}`)
    codes.add(code)
  }
  return chart
}

export const isAccount = (code: string): code is Account => code in ACCOUNTS
