/** Numbers and bigints of one value are the same text; addresses must come in one spelling. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint' || typeof inner === 'number' ? inner.toString() : inner,
  )
}

/** No sentence when both are the same, one that shows both when not. */
export function compare(what: string, expected: unknown, found: unknown): string[] {
  const [want, have] = [textOf(expected), textOf(found)]
  return want === have ? [] : [`${what}: expected ${want}, found ${have}`]
}
