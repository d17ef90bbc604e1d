/** Reads when first asked, and gives the same answer from then on. A query is run anew by each who waits for it, so what is kept is a promise of its answer. */
export function once<T>(read: () => PromiseLike<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => {
    result ??= Promise.resolve(read())
    return result
  }
}
