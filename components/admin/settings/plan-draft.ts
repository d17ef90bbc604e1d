import { type Address, getAddress } from 'viem'

/** Half of the allowance: the most a plan carries over. */
const MOST_ROLLOVER = '5000'

type Asked = { account: Address; tokens: bigint }

/** The form of a new plan for whoever asked for one: his address, his tokens. Price and limits are for an admin to say. */
export function planDraftHref({ account, tokens }: Asked): string {
  const draft = [
    {
      ...{ usd: '', allowance: tokens.toString(), concurrency: '', rpm: '', priority: '' },
      rolloverBps: MOST_ROLLOVER,
      customer: getAddress(account),
    },
  ]
  return `/admin/parameters/plan?${new URLSearchParams({ draft: JSON.stringify(draft) })}`
}
