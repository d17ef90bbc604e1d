import type { Metadata } from 'next'
import { SheetTable } from '@/components/finance/sheet-table'
import { ConsolePage } from '@/components/ui/console-shell'
import { Failure } from '@/components/ui/failure'
import { Tabs } from '@/components/ui/links'
import { PageHead, Section } from '@/components/ui/section'
import { getFinanceAccess, getMonths, getSheet } from '@/lib/data/finance'
import { formatMonth, parseMonth } from '@/lib/domain/month'
import { charts } from '@/messages/charts'
import { financePrices as words } from '@/messages/finance-prices'
import { outcome } from '../../outcome'
import { FinanceGate } from '../finance-gate'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<{ month?: string | string[] }> }

export default async function PricesPage({ searchParams }: Props) {
  const { month } = await searchParams
  const read = await outcome(() => readPrices(typeof month === 'string' ? month : null))
  return (
    <ConsolePage>
      {read.ok ? read.value : <Failure what={read.say} retryHref="/finance/prices" code={read.code} />}
    </ConsolePage>
  )
}

async function readPrices(asked: string | null) {
  const access = await getFinanceAccess()
  if (!access.isAllowed) return <FinanceGate title={words.title} access={access} />
  const closed = (await getMonths()).months.filter(({ blocks }) => blocks !== null)
  const shown = closed.find(({ month }) => month === (asked && parseMonth(asked))) ?? closed[0]
  const head = <PageHead title={words.title} lead={words.lead} />
  if (!shown) return head
  const month = parseMonth(shown.month)
  return (
    <>
      {head}
      <div className="mt-5">
        <Tabs
          label={words.month}
          items={closed.map((one) => ({
            label: one.title,
            href: `/finance/prices?month=${one.month}`,
            current: one === shown,
          }))}
        />
      </div>
      <Section
        plain
        className="pt-2.5"
        title={words.section}
        note={words.note(month ? formatMonth(month) : shown.title)}
        aside={
          <a href={`/api/v1/reports/${shown.month}/prices.csv`} download>
            {charts.csv}
          </a>
        }
      >
        <SheetTable title={words.section} sheet={await getSheet(shown.month, 'prices')} />
      </Section>
    </>
  )
}
