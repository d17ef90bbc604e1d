import type { Hex } from './deployment'

/** What links a block to the chain. `timestamp` in seconds; `bloom` when the node has just told the header. */
export type Header = { number: bigint; hash: Hex; parentHash: Hex; timestamp: bigint; bloom?: Hex }

/** Headers kept behind the checkpoint: the deepest rollback that needs no hand. */
export const KEPT_HEADERS = 128n
