import type { Metadata } from 'next'
import { Suspense } from 'react'
import { CalendarTable } from '@/components/finance/calendar-table'
import { PackExports } from '@/components/finance/exports'
import { GateCount } from '@/components/finance/gates'
import { MonthTable } from '@/components/finance/month-table'
import { ConsolePage } from '@/components/ui/console-shell'
import { Failure } from '@/components/ui/failure'
import { LoadingFigure } from '@/components/ui/loading'
import { PageHead, Section } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import { getJobs } from '@/lib/data/close-jobs'
import { getFinanceAccess, getGates, getMonths } from '@/lib/data/finance'
import { quartersOver } from '@/lib/domain/quarter'
import { yearsOver } from '@/lib/domain/year'
import { close } from '@/messages/close'
import { finance } from '@/messages/finance'
import { parts } from '@/messages/parts'
import { outcome } from '../outcome'
import { FinanceGate } from './finance-gate'

export const metadata: Metadata = { title: finance.title }
export const dynamic = 'force-dynamic'

export default async function MonthsPage() {
  const read = await outcome(readMonths)
  return (
    <ConsolePage>
      {read.ok ? read.value : <Failure what={read.say} retryHref="/finance" code={read.code} />}
    </ConsolePage>
  )
}

async function readMonths() {
  const access = await getFinanceAccess()
  if (!access.isAllowed) return <FinanceGate title={finance.title} access={access} />
  const { months, block, now } = await getMonths()
  const closed = months.filter(({ blocks }) => blocks !== null).map(({ month }) => month)
  return (
    <>
      <PageHead title={finance.title} lead={finance.lead} aside={<Stamp block={block} time={now} />} />
      <Section title={finance.calendar.title} className="mt-5">
        <CalendarTable months={months} now={now} />
      </Section>
      <Section title={finance.reports} note={finance.reportsNote} className="mt-9">
        <MonthTable
          months={months}
          gatesOf={(month) => (
            <Suspense fallback={<LoadingFigure width={44} />}>
              <MonthGates month={month} />
            </Suspense>
          )}
        />
      </Section>
      <Section title={close.exports.packs} note={close.exports.packsNote} className="mt-9">
        <PackExports quarters={quartersOver(closed)} years={yearsOver(closed)} jobs={await getJobs('packs')} />
      </Section>
    </>
  )
}

async function MonthGates({ month }: { month: string }) {
  const read = await outcome(() => getGates(month))
  return read.ok ? <GateCount gates={read.value} /> : <span title={read.say}>{parts.notKnown}</span>
}
