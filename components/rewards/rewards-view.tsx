import type { ReactNode } from 'react'
import { AddressText } from '@/components/ui/address'
import { grouped, usdText } from '@/components/ui/amount-text'
import { ButtonLink } from '@/components/ui/button'
import { Column, Columns } from '@/components/ui/columns'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { PageHead } from '@/components/ui/section'
import type { MonthlyCategory, MonthProgress } from '@/lib/data/open-months'
import type { RewardsView as View } from '@/lib/data/rewards'
import { formatMonth } from '@/lib/domain/month'
import { rewards as words } from '@/messages/rewards'
import { LinkSection } from './link-section'
import { Points } from './points'
import { StreamSection } from './stream-section'
import { Tier } from './tier'

type Props = {
  view: View
  badge: ReactNode
  /** The claim of a category, by the client. */
  claimOf: (category: MonthlyCategory) => ReactNode
  /** In the place of the owner's points for everybody else. */
  pointsDoor: ReactNode
  liability: ReactNode
  csvHref: string
}

/** Referral and loyalty: the link, what is claimable, held and until when, the tiers. */
export function RewardsView({ view, badge, claimOf, pointsDoor, liability, csvHref }: Props) {
  const { address, streams, progress, isOwner } = view
  return (
    <>
      <PageHead
        title={words.title}
        lead={
          <span className="inline-flex flex-wrap items-baseline gap-2">
            <AddressText address={address} full /> {badge}
          </span>
        }
        aside={
          <ButtonLink href={csvHref} download size="table">
            {words.csv}
          </ButtonLink>
        }
      />
      <Columns className="mt-5">
        {streams.map((stream, index) => (
          <Column key={stream.category} span={6} ruled={index > 0}>
            <StreamSection stream={stream} now={view.time} price={view.price} claim={claimOf(stream.category)}>
              {stream.category === 'referral' ? <Referral progress={progress} /> : <Loyalty progress={progress} />}
            </StreamSection>
          </Column>
        ))}
        <Column span={12}>
          <p className="max-w-prose text-table text-ink-2">
            {words.heldWhy} {!isOwner && words.withoutNotes}
          </p>
        </Column>
        <Column span={8}>
          <LinkSection link={view.link} referrer={view.referrer} />
        </Column>
        <Column span={4} ruled>
          <Points phase={view.phase} points={view.points} door={pointsDoor} />
          <div className="mt-7">{liability}</div>
        </Column>
      </Columns>
    </>
  )
}

function Referral({ progress }: { progress: MonthProgress }) {
  const { referral, brought, base, month } = progress
  return (
    <>
      <Tier
        name={`${words.active} ${words.tierOf(formatMonth(month))}`}
        progress={referral}
        shown={grouped}
        missing={(count) => words.users(grouped(count), count === 1n)}
        note={words.activeNote}
      />
      <KeyValues>
        <KeyValue name={words.brought}>
          <span className="num">{grouped(BigInt(brought))}</span>
        </KeyValue>
        <KeyValue name={words.base}>
          <span className="num">{usdText(base, { digits: 2 })}</span>
        </KeyValue>
      </KeyValues>
    </>
  )
}

function Loyalty({ progress }: { progress: MonthProgress }) {
  const { loyalty, bonus, hasSpent } = progress
  return (
    <>
      <Tier
        name={words.months}
        progress={loyalty}
        shown={grouped}
        missing={(count) => words.monthsMore(grouped(count), count === 1n)}
        note={hasSpent ? words.spentThisMonth : words.notYet}
      />
      <Tier
        name={words.usage}
        progress={bonus}
        shown={(usd) => usdText(usd, { digits: 2 })}
        missing={(usd) => usdText(usd, { digits: 2, rounding: 'up' })}
      />
    </>
  )
}
