import { getAddress, isAddress, isHash } from 'viem'
import { type Entry, lookAlikeOf } from '@/lib/domain/address-book'
import { formatMonth, parseMonth } from '@/lib/domain/month'
import { viewAs as words } from '@/messages/view-as'

export type PalettePage = { href: string; label: string; group?: string }

/** `say`: what is read; `more`: other words it is found by; `warning`: said under it. */
export type Item = { href: string; say: string; more: string; warning?: string }

/** Pages on which any address can be looked at. */
const PLACES = ['/account', '/rewards', '/provider'] as const

const hrefOf = (place: string, address: string) => `${place}?as=${address}`
const short = (hex: string) => `${hex.slice(0, 6)}…${hex.slice(-4)}`

/** What a typed address or hash leads to, before everything else; nothing for other text. Pure. */
export function itemsOf(typed: string, book: readonly Entry[], place: string): Item[] {
  const text = typed.trim()
  if (isHash(text)) return [{ href: `/payments/${text}`, say: words.follow(short(text)), more: text }]
  if (!isAddress(text)) return []
  const address = getAddress(text)
  const alike = lookAlikeOf(book, address)
  const warning = alike ? { warning: words.lookAlike(alike.name) } : {}
  return inOrder(place).map((one) => ({
    href: hrefOf(one, address),
    say: words.placeOfAddress(words.placeOf[one] ?? one, short(address)),
    more: text,
    ...warning,
  }))
}

/** The page one is on first: who looks at a provider and types another wants to see that one's. */
function inOrder(place: string): string[] {
  return [...PLACES].sort((a, b) => Number(b === place) - Number(a === place))
}

export const bookItems = (book: readonly Entry[], place: string): Item[] =>
  book.map(({ address, name }) => ({
    href: hrefOf(inOrder(place)[0] ?? '/account', address),
    say: `${name} · ${short(address)}`,
    more: address,
  }))

export const monthItems = (months: readonly string[]): Item[] =>
  months.flatMap((text) => {
    const month = parseMonth(text)
    return month ? [{ href: `/finance/${month}`, say: words.monthReport(formatMonth(month)), more: month }] : []
  })

export const pageItems = (pages: readonly PalettePage[]): Item[] =>
  pages.map(({ href, label, group }) => ({ href, say: group ? `${group}: ${label}` : label, more: href }))
