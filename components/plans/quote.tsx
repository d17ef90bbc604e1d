'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Address } from 'viem'
import { priceText } from '@/components/ui/amount-text'
import { Countdown } from '@/components/ui/countdown'
import { Note } from '@/components/ui/note'
import { momentText } from '@/components/ui/time-text'
import { useWallet } from '@/components/wallet/use-wallet'
import type { ActionResult } from '@/lib/actions/run-action'
import { type PlanQuote, quotePlan, quoteUpgrade } from '@/lib/actions/vault'
import { chainKey } from '@/lib/queries/keys'
import { buying } from '@/messages/buying'
import { plans } from '@/messages/plans'

const { quote: words } = buying

/** Seconds a quote stays on screen. */
const LIFE = 60

export type Quote = UseQueryResult<PlanQuote>

/** What a plan costs now; asked again every minute. */
export function usePlanQuote(plan: number): Quote {
  const { chainId } = useWallet()
  return useQuery({
    queryKey: [...chainKey(chainId), 'quote', 'plan', plan],
    queryFn: async () => answerOf(await quotePlan(plan)),
    refetchInterval: LIFE * 1_000,
    retry: false,
  })
}

/** What moving up to a plan costs the account for the rest of its period. */
export function useUpgradeQuote(account: Address, plan: number): Quote {
  const { chainId } = useWallet()
  return useQuery({
    queryKey: [...chainKey(chainId), 'quote', 'upgrade', account, plan],
    queryFn: async () => answerOf(await quoteUpgrade(account, plan)),
    refetchInterval: LIFE * 1_000,
    retry: false,
  })
}

/**
 * Whether the quote may still be signed, asked when the button is pressed: on screen since at most 60 s. An older one (a page left open, a tab
 * that slept) is asked for again, and the sentence says to look at it. Null when it holds.
 */
export async function holdQuote(quote: Quote): Promise<string | null> {
  if (!quote.isError && Date.now() - quote.dataUpdatedAt <= LIFE * 1_000) return null
  await quote.refetch()
  return plans.quote.expired
}

/** The action's sentence is made for people: it becomes the error's message. */
export function answerOf<T>(result: ActionResult<T>): T {
  if (result.ok) return result.data
  throw new Error(result.say)
}

/** The price the figures are of, and when new ones come; without a price, why. */
export function QuoteLine({ quote }: { quote: Quote }) {
  if (quote.isError) {
    return (
      <Note tone="warning" announce className="mb-3">
        {words.none(quote.error.message)}
      </Note>
    )
  }
  if (!quote.data) return <p className="mb-3 text-caption text-ink-3">{words.asking}</p>
  const { price, postedAt, time } = quote.data
  return (
    <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 text-caption text-ink-2">
      <span className="num">{buying.priceOf(priceText(price), momentText(postedAt))}</span>
      <span>
        {words.nextIn}{' '}
        <Countdown target={Number(time) + LIFE} now={Number(time)} announce={words.next} done={words.now} compact />
      </span>
    </div>
  )
}
