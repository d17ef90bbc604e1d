import type { Metadata } from 'next'
import { AdjustmentForm } from '@/components/finance/adjustment-form'
import { AdjustmentList } from '@/components/finance/adjustment-list'
import { ButtonLink } from '@/components/ui/button'
import { ConsolePage } from '@/components/ui/console-shell'
import { Failure } from '@/components/ui/failure'
import { Act } from '@/components/ui/read-only'
import { PageHead, Section } from '@/components/ui/section'
import { getAdjustments } from '@/lib/data/adjustments'
import { getFinanceAccess } from '@/lib/data/finance'
import { formatMonth, type Month, parseMonth } from '@/lib/domain/month'
import { adjustments as words } from '@/messages/adjustments'
import { finance } from '@/messages/finance'
import { outcome } from '../../outcome'
import { FinanceGate } from '../finance-gate'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<{ month?: string | string[] }> }

export default async function AdjustmentsPage({ searchParams }: Props) {
  const { month: asked } = await searchParams
  const month = typeof asked === 'string' ? parseMonth(asked) : null
  const read = await outcome(() => readAdjustments(month))
  return (
    <ConsolePage>
      {read.ok ? read.value : <Failure what={read.say} retryHref="/finance/adjustments" code={read.code} />}
    </ConsolePage>
  )
}

async function readAdjustments(month: Month | null) {
  const access = await getFinanceAccess()
  if (!access.isAllowed) return <FinanceGate title={words.title} access={access} />
  const { adjustments, months, mayAct } = await getAdjustments(month ?? undefined)
  return (
    <>
      <PageHead
        title={words.title}
        lead={words.lead}
        aside={
          <>
            {month && <ButtonLink href={`/finance/${month}`}>{formatMonth(month)}</ButtonLink>}
            {mayAct && (
              <Act>
                <AdjustmentForm months={months} month={month} />
              </Act>
            )}
          </>
        }
      />
      <Section title={words.list} note={month ? formatMonth(month) : finance.all} className="mt-5">
        <AdjustmentList adjustments={adjustments} mayAct={mayAct} />
      </Section>
    </>
  )
}
