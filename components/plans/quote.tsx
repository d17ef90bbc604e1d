'use client'

import { useQuery } from '@tanstack/react-query'
import { priceText } from '@/components/ui/amount-text'
import { Countdown } from '@/components/ui/countdown'
import { Note } from '@/components/ui/note'
import { useWallet } from '@/components/wallet/use-wallet'
import { sayError } from '@/lib/errors/say'
import { quoteQuery } from '@/lib/queries/vault'

/** Seconds a quote stays on screen. */
const LIFE = 60

/** The price of a plan now; asked again every minute. */
export function useQuote(usd: bigint) {
  const { at } = useWallet()
  return useQuery(quoteQuery(at, usd))
}

/** The price the figures are of, and when new ones come; without a price, why. */
export function QuoteLine({ quote, usd }: { quote: ReturnType<typeof useQuote>; usd: bigint }) {
  if (quote.isError) {
    return (
      <Note tone="warning" announce className="mb-3">
        {sayError(quote.error).say} Without a price there is no quote. Withdrawing credits works.
      </Note>
    )
  }
  if (!quote.data) return <p className="mb-3 text-caption text-ink-3">Asking for the price</p>
  const { asOf, cxpt } = quote.data
  return (
    <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 text-caption text-ink-2">
      <span className="num">{priceText(effectivePrice(usd, cxpt))} per CXPT</span>
      <span>
        New quote in{' '}
        <Countdown
          target={Number(asOf.time) + LIFE}
          now={Number(asOf.time)}
          announce="Asking for a new quote"
          done="a moment"
          compact
        />
      </span>
    </div>
  )
}

/** USD per CXPT in WAD that a quote of `cxpt` wei for `usd` micro-USD means; within a wei of the oracle's. */
export function effectivePrice(usd: bigint, cxpt: bigint): bigint {
  return cxpt === 0n ? 0n : (usd * 10n ** 30n) / cxpt
}
