import type { ReactNode } from 'react'
import { AddressText } from '@/components/ui/address'
import { ButtonLink } from '@/components/ui/button'
import { Column, Columns } from '@/components/ui/columns'
import { Empty } from '@/components/ui/empty'
import { ToggleLinks, type ViewLink } from '@/components/ui/links'
import { Note } from '@/components/ui/note'
import { PageHead, Section } from '@/components/ui/section'
import { dayText, momentText } from '@/components/ui/time-text'
import type { EpochView, Registration, ProviderView as View } from '@/lib/data/provider'
import type { ProviderReceipt } from '@/lib/data/provider-receipt'
import { serviceName } from '@/lib/domain/service-name'
import { provider as words } from '@/messages/provider'
import { Epochs } from './epochs'
import { Numbers } from './numbers'
import { Quality } from './quality'
import { Receipt } from './receipt'
import { RootStateView } from './root-state'
import { StateBadge } from './state-badge'
import { WhatIf } from './what-if'
import './provider.css'

type Props = {
  view: View
  /** The receipt that is shown, of those that are this address's. */
  receipt: ProviderReceipt | null
  badge: ReactNode
  /** Buttons of the page's head. */
  acts: ReactNode
  uptime: ReactNode
  dispute: ReactNode
  hrefOf: (change: Record<string, string | null>) => string
  isWhole: boolean
  csvHref: string
}

/** What a provider earned and why: money first, then one epoch by its factors, then what was seen in it. */
export function ProviderView({ view, receipt, badge, acts, uptime, dispute, hrefOf, isWhole, csvHref }: Props) {
  const { address, registration, paidFor, chosen } = view
  const hasUptime = uptime !== null
  return (
    <>
      <PageHead
        title={words.title}
        lead={
          <span className="inline-flex flex-wrap items-baseline gap-2">
            {registration && <span className="min-w-0 font-medium wrap-anywhere">{registration.name}</span>}
            <AddressText address={address} full /> {badge}
          </span>
        }
        aside={
          <>
            <ButtonLink href={csvHref} download size="table">
              {words.csv}
            </ButtonLink>
            {acts}
          </>
        }
      />
      <Who registration={registration} paidFor={paidFor} hrefOf={hrefOf} />
      <div className="own-numbers mt-5">
        <Numbers view={view} />
      </div>
      <Columns className="mt-9">
        <Column span={8}>
          <ReceiptSection chosen={chosen} now={view.time} receipt={receipt} hrefOf={hrefOf} />
        </Column>
        <Column span={4} ruled>
          <Epochs
            view={view}
            hrefOf={(epoch) => hrefOf({ epoch, day: null, of: null })}
            isWhole={isWhole}
            otherHref={hrefOf({ all: isWhole ? null : '1' })}
          />
        </Column>
        {receipt && receipt.earning.classes.length > 0 && (
          <Column span={8}>
            <Quality receipt={receipt} />
          </Column>
        )}
        {receipt && receipt.earning.classes.length > 0 && (
          <Column span={4} ruled>
            <Section title={words.whatIf} note={words.whatIfNote} id="what-if">
              <WhatIf key={`${chosen?.id} ${receipt.provider}`} earning={receipt.earning} />
            </Section>
          </Column>
        )}
        {hasUptime && <Column span={12}>{uptime}</Column>}
        {dispute && <Column span={12}>{dispute}</Column>}
      </Columns>
    </>
  )
}

function Who({ registration, paidFor, hrefOf }: Pick<View, 'registration' | 'paidFor'> & Pick<Props, 'hrefOf'>) {
  if (!registration && paidFor.length === 0) {
    return <p className="mt-3 max-w-prose text-table text-ink-2">{words.notRegistered}</p>
  }
  const isPaidElsewhere = registration && registration.payout !== registration.provider
  return (
    <div className="mt-3 grid gap-1 text-table text-ink-2">
      {registration && (
        <p>
          {registration.classes.map((name) => serviceName(name)).join(', ')} ·{' '}
          {words.registered(dayText(registration.registeredAt, { year: true }))}
        </p>
      )}
      {isPaidElsewhere && (
        <p>
          {words.paidTo} <AddressText address={registration.payout} href={hrefOf({ as: registration.payout })} />
        </p>
      )}
      {registration?.waiting && <Waiting {...registration.waiting} />}
      {paidFor.map((one) => (
        <p key={one.provider}>
          {words.paidFor} <AddressText address={one.provider} name={one.name} href={hrefOf({ as: one.provider })} />
        </p>
      ))}
    </div>
  )
}

function Waiting({ to, effectiveAt }: NonNullable<Registration['waiting']>) {
  return (
    <Note tone="warning" className="mt-2">
      {words.payoutWaits(momentText(effectiveAt))} <AddressText address={to} full />
    </Note>
  )
}

type ReceiptProps = { chosen: EpochView | null; now: Date } & Pick<Props, 'receipt' | 'hrefOf'>

function ReceiptSection({ chosen, now, receipt, hrefOf }: ReceiptProps) {
  if (!chosen) {
    return (
      <Section title={words.receipt}>
        <Empty>{words.epochsEmpty}</Empty>
      </Section>
    )
  }
  const isEstimate = chosen.period === null
  return (
    <Section
      title={words.epochName(chosen.label)}
      note={chosen.start && chosen.end ? weekText(chosen.start, chosen.end) : undefined}
      aside={<StateBadge state={chosen.state} />}
      id="receipt"
    >
      <RootStateView epoch={chosen} now={now} />
      {chosen.receipts && chosen.receipts.length > 1 && (
        <ToggleLinks label={words.receipt} items={providersOf(chosen.receipts, receipt, hrefOf)} />
      )}
      <div className="mt-4">
        {receipt ? (
          <Receipt receipt={receipt} isEstimate={isEstimate} />
        ) : (
          <Empty>{chosen.receipts === null ? words.notKept : words.notInEpoch}</Empty>
        )}
      </div>
    </Section>
  )
}

const DAY_MS = 86_400_000

const weekText = (start: Date, end: Date): string =>
  `${dayText(start)} to ${dayText(new Date(end.getTime() - DAY_MS), { year: true })}`

const providersOf = (
  receipts: readonly ProviderReceipt[],
  shown: ProviderReceipt | null,
  hrefOf: Props['hrefOf'],
): ViewLink[] =>
  receipts.map(({ provider }) => ({
    label: `${provider.slice(0, 6)}…${provider.slice(-4)}`,
    href: hrefOf({ of: provider }),
    current: provider === shown?.provider,
  }))
