/**
 * Whom a request counts for: the address that the outermost of our own proxies saw. `proxies`: how many of them are in front; each adds the
 * address it saw at the end of `X-Forwarded-For`, and what stands before is the visitor's own word. Of IPv6 the first 64 bits: a visitor has them all.
 */
export function visitorOf(forwardedFor: string | null, proxies: number): string {
  const seen = (forwardedFor ?? '').split(',').map((part) => part.trim())
  const address = seen.at(-Math.min(proxies, seen.length)) ?? ''
  if (address === '') return 'direct'
  const [, inside] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? []
  if (inside) return inside
  return address.includes(':') ? `${groupsOf(address).slice(0, 4).join(':')}::/64` : address
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...zeros, ...after].map((group) => group.replace(/^0+(?=.)/, ''))
}
