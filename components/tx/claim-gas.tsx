'use client'

import { priceText, usdText } from '@/components/ui/amount-text'
import { Note } from '@/components/ui/note'
import { useWallet } from '@/components/wallet/use-wallet'
import { breakEven, costsMoreThanItPays } from '@/lib/domain/claim'
import { usdOf } from '@/lib/domain/money'
import { formatFixed, WAD } from '@/lib/domain/units'
import type { Flow } from '@/lib/tx/flow'
import { claim as words } from '@/messages/claim'
import { usePreview } from './use-preview'

type Props = { flow: Flow; amount: bigint; price: bigint | null; coinUsd: bigint | null }

/** Whether the claim is worth its gas: said outright where the price of the gas coin is known, else the price at which it stops being so. */
export function ClaimGas({ flow, amount, price, coinUsd }: Props) {
  const { at } = useWallet()
  // The same trial run as the sheet's own: one request.
  const fee = usePreview(flow).data?.simulation?.fee ?? null
  if (fee === null || price === null) return null
  const coin = at.client.chain.nativeCurrency.symbol
  const usd = usdOf(amount, price)
  const shown = formatFixed(fee, 18, 6, 'up')
  if (coinUsd !== null && costsMoreThanItPays(usd, fee, coinUsd)) {
    const cost = (fee * coinUsd + WAD - 1n) / WAD
    return (
      <Note tone="warning" className="mt-3">
        {words.dear(`${shown} ${coin}`, usdText(cost, { rounding: 'up' }), usdText(usd))}
      </Note>
    )
  }
  const most = breakEven(usd, fee)
  // A price in WAD, from micro-USD.
  return most === null ? null : <Note className="mt-3">{words.gas(shown, coin, priceText(most * 10n ** 12n))}</Note>
}
