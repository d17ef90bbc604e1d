import { createHash, hash } from 'node:crypto'
import type { Digest } from '../domain/sha256'
import type { TreeHash } from './data-root'

/** Node's own SHA-256: the same bytes as the one for browsers, much sooner. */
export function nodeDigest(): Digest {
  const one = createHash('sha256')
  return { add: (bytes) => void one.update(bytes), end: () => one.digest() }
}

/** Rows are seldom longer; the buffer grows with the longest. */
const FIRST_BYTES = 4_096
/** UTF-8 needs three bytes at most for a unit of a string. */
const BYTES_A_UNIT = 3

let leaf = Buffer.alloc(FIRST_BYTES)
const node = Buffer.alloc(65, 1)

/** One call a hash, out of one buffer: a stream of it for each row would cost several times the hash. */
export const NODE_TREE_HASH: TreeHash = {
  leaf: (text) => {
    const most = 1 + text.length * BYTES_A_UNIT
    if (most > leaf.length) leaf = Buffer.alloc(most * 2)
    return hash('sha256', leaf.subarray(0, 1 + leaf.write(text, 1)), 'buffer')
  },
  node: (left, right) => {
    node.set(left, 1)
    node.set(right, 33)
    return hash('sha256', node, 'buffer')
  },
  nothing: () => hash('sha256', Buffer.alloc(0), 'buffer'),
}
