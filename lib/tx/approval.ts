import type { Address } from 'viem'

/** An approval of exactly `amount` wei; the call after it uses all of it up. */
export type Approval = { token: Address; spender: Address; amount: bigint }
