import type { Address } from 'viem'
import { greater, lesser } from './money'
import type { Service } from './service'
import { DAY, MINUTE } from './time'

/** A new payout address waits this long (architecture.md §4). */
export const PAYOUT_DELAY = 7n * DAY

export type PayoutChange = { askedAt: bigint; from: Address; to: Address; effectiveAt: bigint; isCancelled: boolean }

/** The payout address in force at a time: the last change due by then, else what was there before the first. */
export function effectivePayout(registered: Address, changes: readonly PayoutChange[], at: bigint): Address {
  const order = [...changes].sort((a, b) => (a.askedAt < b.askedAt ? -1 : 1))
  const due = order.filter(({ isCancelled, effectiveAt }) => !isCancelled && effectiveAt <= at)
  return due.at(-1)?.to ?? order[0]?.from ?? registered
}

/** Announced maintenance (economics.md §3): how early, and how much of it in any 30 days. */
export const MAINTENANCE_NOTICE = 24n * 60n * MINUTE
export const MAINTENANCE_MOST = 240n * MINUTE
const MAINTENANCE_WINDOW = 30n * DAY

type Span = { from: bigint; until: bigint }

/** Whether no 30 days hold more than 240 minutes of maintenance. The fullest window begins where a span begins. */
export function isMaintenanceWithin(spans: readonly Span[]): boolean {
  return spans.every(({ from: start }) => {
    const end = start + MAINTENANCE_WINDOW
    const inside = spans.map(({ from, until }) => {
      return greater(lesser(until, end) - greater(from, start), 0n)
    })
    return inside.reduce((sum, seconds) => sum + seconds, 0n) <= MAINTENANCE_MOST
  })
}

/**
 * Response targets at launch, ms: a p95 at the target counts as 1.000000, and an error as the timeout. No parameter of the contract holds
 * them, so every epoch's inputs name those it was computed with.
 */
export const RESPONSE_TARGETS: Record<Service, { target: number; timeout: number }> = {
  'tide-pool': { target: 1_000, timeout: 30_000 },
  'blue-surge': { target: 1_500, timeout: 30_000 },
  'open-ocean': { target: 2_500, timeout: 60_000 },
  'mariana-depth': { target: 5_000, timeout: 120_000 },
  speech: { target: 3_000, timeout: 60_000 },
  scraping: { target: 5_000, timeout: 60_000 },
  embeddings: { target: 500, timeout: 15_000 },
}

/** Names that never leave a machine or a house. Addresses without a name are refused altogether: a certificate is for a name. */
const PRIVATE_NAMES = [
  'localhost',
  'local',
  'internal',
  'intranet',
  'lan',
  'home',
  'corp',
  'private',
  'test',
  'invalid',
]

/** An https URL of a public host, without credentials: what others may call. */
export function isPublicEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  const labels = hostname.replace(/\.$/, '').split('.')
  const last = labels.at(-1) ?? ''
  const isName = labels.length >= 2 && /^[a-z][a-z0-9-]*$/.test(last)
  return protocol === 'https:' && username === '' && password === '' && isName && !PRIVATE_NAMES.includes(last)
}
