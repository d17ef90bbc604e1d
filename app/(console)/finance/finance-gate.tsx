import { NoAccess } from '@/components/finance/no-access'
import type { FinanceAccess } from '@/lib/data/finance'
import { getReports } from '@/lib/data/finance-public'
import { formatMonth, parseMonth } from '@/lib/domain/month'
import { findSheet } from '@/lib/reports/sheet-names'
import { outcome } from '../outcome'

type Denied = Extract<FinanceAccess, { isAllowed: false }>

const titleOf = (text: string) => {
  const month = parseMonth(text)
  return month ? formatMonth(month) : text
}

/** In the place of a finance page: which role it needs, a way to sign in, and the public sheets. */
export async function FinanceGate({ title, access }: { title: string; access: Denied }) {
  const read = await outcome(getReports)
  const months = read.ok ? read.value.months : []
  const closed = months
    .filter(({ sheets }) => sheets.length > 0)
    .map(({ month, sheets }) => ({
      month,
      title: titleOf(month),
      sheets: sheets
        .filter(({ isPublic }) => isPublic)
        .map(({ name, csv }) => ({ name, csv, title: findSheet(name)?.title ?? name })),
    }))
  const failure = read.ok ? null : { code: read.code, say: read.say }
  return <NoAccess title={title} address={access.address} wanted={access.wanted} months={closed} failure={failure} />
}
