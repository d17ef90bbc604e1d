import type { ReactNode } from 'react'
import { AddressText } from '@/components/ui/address'
import { AwayNote } from '@/components/ui/away-note'
import { ButtonLink } from '@/components/ui/button'
import { Column, Columns } from '@/components/ui/columns'
import { Empty } from '@/components/ui/empty'
import { Failure } from '@/components/ui/failure'
import { PageHead, Section } from '@/components/ui/section'
import type { AccountView as View } from '@/lib/data/account'
import type { OwnAllowance } from '@/lib/data/own-allowance'
import type { OwnNotices } from '@/lib/data/own-notices'
import { accountPlan } from '@/messages/account-plan'
import { accountView as words } from '@/messages/account-view'
import { terms } from '@/messages/terms'
import { AllowanceSection } from './allowance-section'
import { CreditsSection } from './credits-section'
import { HistorySection } from './history-section'
import { BurnShareSection, ChangesSection, NoticesSection } from './notices-section'
import { PlanSection } from './plan-section'
import { RolloverLedger } from './rollover-ledger'
import { SpentChart } from './spent-chart'

type Props = {
  view: View
  /** Buttons of the owner, drawn by the client; nothing for everybody else. */
  acts: ReactNode
  badge: ReactNode
  /** Tokens of its periods, when it is the owner who looks. */
  allowance: OwnAllowance | null
  notices: OwnNotices | null
  /** The page with another part of the history, and the file of all of it. */
  olderHref: string | null
  newestHref: string | null
  csvHref: string
}

/** What the chain knows of an address: plan, credits, what was paid, and everything that happened. */
export function AccountView({ view, acts, badge, allowance, notices, olderHref, newestHref, csvHref }: Props) {
  const { address, ledger, ledgerAway, chain, chainError } = view
  const isUnknown = ledger.history.length === 0 && newestHref === null && ledger.credits === 0n
  return (
    <>
      <PageHead
        title={words.title}
        lead={
          <span className="inline-flex flex-wrap items-baseline gap-2">
            <AddressText address={address} full /> {badge}
          </span>
        }
        aside={acts}
      />
      {ledgerAway && <AwayNote say={ledgerAway.say} block={ledger.block} />}
      {chain && chainError && <AwayNote say={chainError.say} block={chain.state.asOf.block} />}
      <Columns className="mt-5">
        <Column span={8}>
          {chain ? (
            <PlanSection chain={chain} now={ledger.time} />
          ) : (
            <Section title={accountPlan.title}>
              <Failure
                what={chainError?.say ?? words.away}
                right={words.awayRight}
                retryHref={`/account?as=${address}`}
                code={chainError?.code}
              />
            </Section>
          )}
          {allowance && (
            <div className="mt-9">
              <AllowanceSection allowance={allowance} />
            </div>
          )}
          <div className="mt-9">
            <SpentChart ledger={ledger} />
          </div>
        </Column>
        <Column span={4} ruled>
          <CreditsSection ledger={ledger} chain={chain} />
          {notices && <OwnersSide notices={notices} />}
        </Column>
        {allowance && (
          <Column span={12}>
            <RolloverLedger rows={allowance.rows} />
          </Column>
        )}
        <Column span={12}>
          {isUnknown ? (
            <Section title={words.history.title}>
              <Empty
                action={
                  <ButtonLink href="/plans" size="table">
                    {terms.toPlans}
                  </ButtonLink>
                }
              >
                {words.history.none}
              </Empty>
            </Section>
          ) : (
            <HistorySection
              address={address}
              rows={ledger.history}
              olderHref={olderHref}
              newestHref={newestHref}
              csvHref={csvHref}
            />
          )}
        </Column>
      </Columns>
    </>
  )
}

/** What the owner alone is told. */
function OwnersSide({ notices }: { notices: OwnNotices }) {
  return (
    <div className="mt-9 grid grid-cols-1 gap-9">
      <NoticesSection notices={notices} />
      <ChangesSection changes={notices.changes} />
      <BurnShareSection month={notices.month} />
    </div>
  )
}
