import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { CloseCalendar, MonthTitle } from '@/components/finance/close-calendar'
import { Figures } from '@/components/finance/figures'
import { LoadingGates } from '@/components/finance/gates'
import { grouped } from '@/components/ui/amount-text'
import { ButtonLink } from '@/components/ui/button'
import { ConsolePage } from '@/components/ui/console-shell'
import { Empty } from '@/components/ui/empty'
import { Failure } from '@/components/ui/failure'
import { Tabs } from '@/components/ui/links'
import { LoadingSection } from '@/components/ui/loading'
import { PageHead } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import { getFinanceAccess, getMonth, getMonths, type MonthPage } from '@/lib/data/finance'
import { formatMonth, type Month, parseMonth } from '@/lib/domain/month'
import { findSheet, SHEET_INDEX, type SheetInfo } from '@/lib/reports/sheet-names'
import { close } from '@/messages/close'
import { finance } from '@/messages/finance'
import { outcome } from '../../outcome'
import { FinanceGate } from '../finance-gate'
import { ClosePart, GatesPart, SheetPart } from './parts'

const { sheet: words } = finance

export const dynamic = 'force-dynamic'

/** Characters that are looked for in a sheet. */
const MOST_FIND = 80

type Props = {
  params: Promise<{ month: string }>
  searchParams: Promise<{ sheet?: string | string[]; find?: string | string[] }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const month = parseMonth((await params).month)
  return { title: month ? formatMonth(month) : finance.title }
}

export default async function MonthPageRoute({ params, searchParams }: Props) {
  const month = parseMonth((await params).month)
  const { sheet: wanted, find } = await searchParams
  const sheet = findSheet(typeof wanted === 'string' ? wanted : 'supply-roll-forward')
  if (!month || !sheet) notFound()

  const access = await outcome(getFinanceAccess)
  if (!access.ok) return <Refused month={month} say={access.say} code={access.code} />
  if (!access.value.isAllowed) {
    return (
      <ConsolePage>
        <FinanceGate title={formatMonth(month)} access={access.value} />
      </ConsolePage>
    )
  }
  const read = await outcome(() => getMonth(month))
  if (!read.ok && read.code === 'MONTH_NOT_FOUND') notFound()
  if (!read.ok && read.code === 'MONTH_NOT_CLOSED') return <Running month={month} />
  if (!read.ok) return <Refused month={month} say={read.say} code={read.code} />
  return (
    <Report
      view={read.value}
      month={month}
      sheet={sheet}
      find={typeof find === 'string' ? find.slice(0, MOST_FIND) : ''}
    />
  )
}

/** A month without a report yet: when there will be one. */
async function Running({ month }: { month: Month }) {
  const { months } = await getMonths()
  const view = months.find((one) => one.month === month)
  if (!view) notFound()
  const isOver = view.calendar.state !== 'open'
  return (
    <ConsolePage>
      <PageHead title={<MonthTitle view={view} />} aside={<ButtonLink href="/finance">{finance.all}</ButtonLink>} />
      <div className="mt-4 mb-4 max-w-3xl">
        <CloseCalendar calendar={view.calendar} />
      </div>
      <div className="border-t border-ink">
        <Empty>{isOver ? finance.over : finance.runs(momentText(view.end))}</Empty>
      </div>
    </ConsolePage>
  )
}

/** No report now: a part of the platform is away, or the ledger has not caught up. */
function Refused({ month, say, code }: { month: Month; say: string; code: string }) {
  return (
    <ConsolePage>
      <PageHead title={formatMonth(month)} aside={<ButtonLink href="/finance">{finance.all}</ButtonLink>} />
      <div className="mt-5 border-t border-ink">
        <Failure what={say} retryHref={`/finance/${month}`} code={code} />
      </div>
    </ConsolePage>
  )
}

type ReportProps = { view: MonthPage; month: Month; sheet: SheetInfo; find: string }

function Report({ view, month, sheet, find }: ReportProps) {
  const previous = view.previous && { name: nameOf(view.previous.month), figures: view.previous.figures }
  return (
    <ConsolePage
      rail={
        <>
          <Suspense fallback={<LoadingGates />}>
            <GatesPart month={month} />
          </Suspense>
          <Suspense fallback={<LoadingSection title={close.signOff.title} columns={[]} rows={4} />}>
            <ClosePart month={month} />
          </Suspense>
        </>
      }
    >
      <PageHead
        title={<MonthTitle view={view} />}
        lead={view.blocks && <Span opening={view.blocks.opening} closing={view.blocks.closing} />}
        aside={<Neighbours previous={view.previous?.month ?? null} next={view.next} />}
      />
      <div className="mt-4 mb-4 max-w-3xl">
        <CloseCalendar calendar={view.calendar} />
      </div>
      <div className="border-t border-ink md:[&_dd:nth-child(2)]:text-[1.1875rem]!">
        <Figures figures={view.figures} previous={previous} />
      </div>
      <div className="mt-5">
        <Tabs
          label={words.tabs}
          items={SHEET_INDEX.map(({ name, number, tab }) => ({
            label: words.numbered(number, tab),
            href: `/finance/${month}?sheet=${name}`,
            current: name === sheet.name,
          }))}
        />
      </div>
      <Suspense
        key={`${sheet.name} ${find}`}
        fallback={<LoadingSection title={sheet.title} columns={words.loading} rows={8} />}
      >
        <SheetPart month={month} sheet={sheet} find={find} blocks={view.blocks} />
      </Suspense>
    </ConsolePage>
  )
}

/** `September` of `2026-09`: beside its neighbour the year goes without saying. */
const nameOf = (text: string) => {
  const month = parseMonth(text)
  return month ? (formatMonth(month).split(' ')[0] ?? text) : text
}

function Span({ opening, closing }: { opening: string; closing: string }) {
  return <p className="num whitespace-normal">{finance.span(grouped(BigInt(opening)), grouped(BigInt(closing)))}</p>
}

function Neighbours({ previous, next }: { previous: string | null; next: string | null }) {
  return (
    <>
      {previous && (
        <ButtonLink href={`/finance/${previous}`} icon={ChevronLeft} rel="prev">
          {nameOf(previous)}
        </ButtonLink>
      )}
      {next && (
        <ButtonLink href={`/finance/${next}`} icon={ChevronRight} rel="next">
          {nameOf(next)}
        </ButtonLink>
      )}
    </>
  )
}
