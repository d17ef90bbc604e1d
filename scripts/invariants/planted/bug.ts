export interface Edit {
  file: string
  /** Stands in the file exactly once. */
  from: string
  to: string
}

export interface Planted {
  /** The test file: what comes before `_invariants.t.sol`. */
  suite: string
  number: string
  bug: string
  edits: Edit[]
}

/** `source` with the edit. */
export function plant({ file, from, to }: Edit, source: string): string {
  const [before, after, ...more] = source.split(from)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`The text to be replaced must stand in ${file} exactly once:\n${from}`)
  return `${before}${to}${after}`
}
