import type { Hex } from './deployment'

/** What links a block to the chain. `timestamp` in seconds. */
export type Header = { number: bigint; hash: Hex; parentHash: Hex; timestamp: bigint }

/** Headers kept behind the checkpoint: the deepest rollback that needs no hand. */
export const KEPT_HEADERS = 128n
