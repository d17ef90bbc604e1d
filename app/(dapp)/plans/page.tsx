import type { Metadata } from 'next'
import { type Address, getAddress, isAddress } from 'viem'
import { siteMetadata } from '@/app/site-metadata'
import { EnterpriseSection } from '@/components/plans/enterprise-section'
import { Estimator } from '@/components/plans/estimator'
import { MadeForYou } from '@/components/plans/made-for-you'
import { OwnComparison } from '@/components/plans/own-comparison'
import { OwnLink } from '@/components/plans/own-link'
import { PlanSheet } from '@/components/plans/plan-sheet'
import { PlanTable } from '@/components/plans/plan-table'
import { WhatYouKeep } from '@/components/plans/what-you-keep'
import { priceText } from '@/components/ui/amount-text'
import { AwayNote } from '@/components/ui/away-note'
import { Empty } from '@/components/ui/empty'
import { Failure } from '@/components/ui/failure'
import { Note } from '@/components/ui/note'
import { PageHead, Section } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import { momentText } from '@/components/ui/time-text'
import { getOwnPlans } from '@/lib/data/own-plans'
import { getOffers, getPriceList, type Offers } from '@/lib/data/plans'
import { buying } from '@/messages/buying'
import { planPage } from '@/messages/plan-page'
import { plans as words } from '@/messages/plans'
import { terms } from '@/messages/terms'

export const metadata: Metadata = siteMetadata({ path: '/plans', ...words.head })
export const dynamic = 'force-dynamic'

type Query = Record<string, string | string[] | undefined>

/** `?plan=2` opens the sheet of a plan, `?ref=0x…` names who brought the buyer. */
export default async function PlansPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  const [answer, own, prices] = await Promise.all([getOffers(), getOwnPlans(), getPriceList()])
  if (!answer.ok) {
    return (
      <>
        <PageHead title={words.head.title} />
        <Failure what={answer.error.say} retryHref="/plans" code={answer.error.code} />
      </>
    )
  }
  const { data: offers, away } = answer.offers
  const { referrer, problem } = parseReferrer(query.ref)
  const all = [...offers.offers, ...offers.forCustomers]
  const chosen = all.find(({ id }) => String(id) === query.plan) ?? null
  const hrefOf = (plan: number | null) => {
    const params = new URLSearchParams({
      ...(plan !== null && { plan: String(plan) }),
      ...(referrer && { ref: referrer }),
    })
    return params.size > 0 ? `/plans?${params}` : '/plans'
  }
  return (
    <>
      <PageHead
        title={words.head.title}
        lead={planPage.lead}
        aside={<Stamp block={offers.asOf.block} time={offers.asOf.time} />}
      />
      {away && <AwayNote say={away.say} block={offers.asOf.block} />}
      {problem && (
        <Note tone="warning" className="mt-4">
          {problem}
        </Note>
      )}
      {referrer && <OwnLink referrer={referrer} />}
      {query.plan !== undefined && !chosen && (
        <Note tone="warning" className="mt-4">
          {planPage.unknown(String(query.plan).slice(0, 20))}
        </Note>
      )}
      <div className="mt-5">
        <PlanTable offers={offers} hrefOf={hrefOf} />
        <p className="mt-3 text-caption text-ink-3">
          <PriceLine offers={offers} />
        </p>
      </div>
      <Below offers={offers} own={own} prices={prices} />
      <PlanSheet key={chosen?.id ?? 'none'} plan={chosen} plans={all} referrer={referrer} backHref={hrefOf(null)} />
    </>
  )
}

type BelowProps = {
  offers: Offers
  own: Awaited<ReturnType<typeof getOwnPlans>>
  prices: Awaited<ReturnType<typeof getPriceList>>
}

/** Everything that helps to choose, under the plans themselves. */
function Below({ offers, own, prices }: BelowProps) {
  return (
    <>
      <MadeForYou plans={offers.forCustomers} />
      <div className="mt-9 grid grid-cols-1 gap-9">
        <OwnComparison own={own} plans={offers.offers} />
        <Section title={words.estimate.title} note={words.estimate.note} id="estimate">
          {Object.keys(prices).length === 0 ? (
            <Empty>{words.estimate.noPrices}</Empty>
          ) : (
            <Estimator prices={prices} plans={offers.offers} />
          )}
        </Section>
      </div>
      <WhatYouKeep />
      <div className="mt-9">
        <EnterpriseSection own={own} />
      </div>
    </>
  )
}

function PriceLine({ offers: { price, postedAt, noPrice } }: { offers: Offers }) {
  if (price === null) return `${noPrice?.say ?? planPage.noPrice} ${planPage.noPriceSay}`
  const [before, link, after] = planPage.enterprise
  return (
    <>
      {buying.priceOf(priceText(price), momentText(postedAt))}. {before} <a href="#enterprise">{link}</a>
      {after} <a href="/plans/terms">{terms.link}</a>.
    </>
  )
}

function parseReferrer(value: string | string[] | undefined): { referrer: Address | null; problem?: string } {
  if (value === undefined) return { referrer: null }
  if (typeof value === 'string' && isAddress(value)) return { referrer: getAddress(value) }
  return { referrer: null, problem: planPage.badReferrer }
}
