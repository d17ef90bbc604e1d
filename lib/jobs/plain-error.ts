import { sayError } from '../indexer/log'

/** Characters of an error that are kept: enough for its cause, too few for a page full of a node's answer. */
const LONGEST = 400

/** URLs may carry a key or a password, in every part of them. */
const URLS = /\b[a-z][a-z0-9+]*:\/\/\S+/gi

/** An error as one line that may stand on a public page. */
export function plainError(error: unknown): string {
  return sayError(error).replaceAll(URLS, '(address left out)').replaceAll(/\s+/g, ' ').slice(0, LONGEST)
}
