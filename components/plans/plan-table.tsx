import type { ReactNode } from 'react'
import { Amount, Usd } from '@/components/ui/amount'
import { grouped } from '@/components/ui/amount-text'
import { ButtonLink } from '@/components/ui/button'
import type { Offer, Offers } from '@/lib/data/plans'
import { planName } from '@/lib/domain/plan-name'
import { planPage } from '@/messages/plan-page'
import './plans.css'

const { table: words } = planPage

const BPS = 10_000n
const MILLION = 1_000_000n

type Line = { name: string; of: (offer: Offer) => ReactNode; strong?: boolean }

const LINES: readonly Line[] = [
  {
    name: words.price,
    of: ({ usd }) => <Usd micro={usd} digits={usd % MILLION === 0n ? 0 : 2} />,
    strong: true,
  },
  { name: words.cxpt, of: ({ cxpt }) => <Amount wei={cxpt} rounding="up" reason={words.noPrice} /> },
  { name: words.tokens, of: ({ allowance }) => grouped(allowance) },
  { name: words.perMillion, of: ({ usd, allowance }) => <Usd micro={(usd * MILLION) / allowance} digits={3} /> },
  { name: words.rollsOver, of: ({ allowance, rolloverBps }) => grouped((allowance * BigInt(rolloverBps)) / BPS) },
  { name: words.atOnce, of: ({ concurrency }) => grouped(BigInt(concurrency)) },
  { name: words.perMinute, of: ({ rpm }) => grouped(BigInt(rpm)) },
]

/** The plans side by side; the choice is a link, so it works before a wallet is there. */
export function PlanTable({ offers, hrefOf }: { offers: Offers; hrefOf: (plan: number) => string }) {
  const plans = offers.offers
  const middle = plans[1]?.id
  return (
    <>
      <table className="plan-table" aria-label={words.label}>
        <thead>
          <tr>
            <td />
            {plans.map(({ id }) => (
              <th key={id} scope="col" data-on={id === middle || undefined}>
                {planName(id)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {LINES.map(({ name, of, strong }) => (
            <tr key={name} data-strong={strong || undefined}>
              <th scope="row">{name}</th>
              {plans.map((plan) => (
                <td key={plan.id} className="num" data-on={plan.id === middle || undefined}>
                  {of(plan)}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">
              <span className="sr-only">{words.buy}</span>
            </th>
            {plans.map(({ id }) => (
              <td key={id} data-on={id === middle || undefined}>
                <BuyLink id={id} href={hrefOf(id)} isFirst={id === middle} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <ul className="plan-list">
        {plans.map((plan) => (
          <li key={plan.id}>
            <div className="flex items-baseline justify-between">
              <h2>{planName(plan.id)}</h2>
              <span className="text-stat">
                <Usd micro={plan.usd} digits={plan.usd % MILLION === 0n ? 0 : 2} />
              </span>
            </div>
            <dl className="pairs">
              {LINES.slice(1).map(({ name, of }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd className="num">{of(plan)}</dd>
                </div>
              ))}
            </dl>
            <div className="mt-3">
              <BuyLink id={plan.id} href={hrefOf(plan.id)} isFirst={plan.id === middle} />
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

function BuyLink({ id, href, isFirst }: { id: number; href: string; isFirst: boolean }) {
  return (
    <ButtonLink kind={isFirst ? 'primary' : 'secondary'} href={href} scroll={false}>
      {words.buyOf(planName(id))}
    </ButtonLink>
  )
}
