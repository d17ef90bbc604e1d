import type { ReactNode } from 'react'
import { shortHex, TxHash } from '@/components/ui/address'
import { Amount, Usd } from '@/components/ui/amount'
import { cxptText, grouped, priceText } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { ageText, momentText } from '@/components/ui/time-text'
import type { PaymentTrace, ReceiptTrace } from '@/lib/data/trace'
import { trace as words } from '@/messages/trace'

const NANO_PER_MICRO = 1_000n

type Line = {
  id: string
  name: string
  what: ReactNode
  /** micro-USD and wei. */
  usd?: string | bigint
  wei?: string
  tx?: string
}

const { names } = words

/** Each step with its amounts and its transaction, from the receipt or the quote to the claims. */
export function TraceSteps({ receipt, payment }: { receipt: ReceiptTrace | null; payment: PaymentTrace | null }) {
  const lines = [...(receipt ? [receiptLine(receipt)] : []), ...(payment ? paymentLines(payment) : [])]
  return (
    <Table label={words.table} rows={34}>
      <thead>
        <tr>
          <Th>{words.step}</Th>
          <Th wide>{words.what}</Th>
          <Th num>{words.usd}</Th>
          <Th num>{words.cxpt}</Th>
          <Th wide>{words.where}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, name, what, usd, wei, tx }) => (
          <tr key={id}>
            <RowHead>
              {name}
              <span className="block whitespace-normal font-normal text-caption text-ink-3 md:hidden">{what}</span>
            </RowHead>
            <Td wide>{what}</Td>
            <Td num>{usd !== undefined && <Usd micro={usd} digits={2} />}</Td>
            <Td num>{wei !== undefined && <Amount wei={wei} digits={4} />}</Td>
            <Td wide>{tx && <TxHash hash={tx} href={`/payments/${tx}`} />}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const receiptLine = ({ service, startedAt, account, chargeNano, batch }: ReceiptTrace): Line => ({
  ...{ id: 'receipt', name: names.receipt },
  what: words.receipt(service, momentText(startedAt), shortHex(account)),
  usd: BigInt(chargeNano) / NANO_PER_MICRO,
  ...(batch?.tx ? { tx: batch.tx } : {}),
})

function paymentLines(payment: PaymentTrace): Line[] {
  const { kind, account, place, usd, wei } = payment
  return [
    quoteLine(payment),
    {
      ...{ id: 'payment', name: names.payment, usd, wei, tx: place.tx },
      what: `${words.payment(words.kinds[kind], shortHex(account))}, ${momentText(place.at)}`,
    },
    { id: 'liability', name: names.liability, what: words.owed[kind], usd },
    usageLine(payment),
    { id: 'revenue', name: names.revenue, what: words.recognised[kind], usd },
    ...splitLines(payment),
    ...rewardLines(payment),
  ]
}

function quoteLine({ quote, usd }: PaymentTrace): Line {
  if (!quote) return { id: 'quote', name: names.quote, what: words.noQuote }
  const what = words.quote(priceText(quote.price), ageText(quote.ageSeconds), quote.off)
  return { id: 'quote', name: names.quote, what, usd, wei: quote.wei, tx: quote.tx }
}

function usageLine({ plan, usage }: PaymentTrace): Line {
  const line = { id: 'usage', name: names.usage }
  if (plan) return { ...line, what: words.plan(plan.plan, plan.period) }
  if (!usage) return { ...line, what: words.noBatch }
  const what = words.batch(usage.batch, grouped(BigInt(usage.receipts)))
  return { ...line, what, usd: BigInt(usage.nano) / NANO_PER_MICRO }
}

function splitLines({ parts, undistributed }: PaymentTrace): Line[] {
  const lines = parts.flatMap(({ tx, version, amount, burn, protocol, operations, provider }, i) => [
    {
      ...{ id: `split ${i}`, name: names.split, wei: amount, tx },
      what: words.split(version, cxptText(protocol, 4), cxptText(operations, 4), cxptText(provider, 4)),
    },
    { id: `burn ${i}`, name: names.burn, what: words.burn, wei: burn, tx },
  ])
  if (undistributed === '0') return lines
  return [...lines, { id: 'waits', name: names.split, what: words.undistributed, wei: undistributed }]
}

function rewardLines({ reward, claims }: PaymentTrace): Line[] {
  if (!reward) return [{ id: 'reward', name: names.reward, what: words.noReward }]
  const what = words.reward(cxptText(reward.fromPool, 2), cxptText(reward.fromEmission, 2))
  const root: Line = { id: 'reward', name: names.reward, what, wei: reward.provider, tx: reward.tx }
  if (claims.length === 0) return [root, { id: 'claim', name: names.claim, what: words.noClaim }]
  const claimed = claims.map(({ account, wei, tx, block }) => ({
    ...{ id: `claim ${block} ${account}`, name: names.claim, what: words.claim(shortHex(account)), wei, tx },
  }))
  return [root, ...claimed]
}
