/** The address of a node as a browser may ask it: https, or http on this machine. Null for everything else. */
export function nodeUrl(text: string): URL | null {
  if (!URL.canParse(text.trim())) return null
  const url = new URL(text.trim())
  if (url.username !== '' || url.password !== '') return null
  if (url.protocol === 'https:') return url
  const isHere = url.hostname === 'localhost' || url.hostname === '127.0.0.1'
  return url.protocol === 'http:' && isHere ? url : null
}

/** `?period=2026-10&root=…` (or `202610`, as the contract counts months), as the QR code of a printed report has it. `null`: neither is there; `bad`: one is no month or no root. */
export function askedOf(period: string | undefined, root: string | undefined) {
  if (period === undefined && root === undefined) return null
  const [, year, month] = /^(20\d\d)-?(0[1-9]|1[0-2])$/.exec(period ?? '') ?? []
  return year && month && root && /^[0-9a-f]{64}$/.test(root) ? { month: `${year}-${month}`, root } : 'bad'
}
