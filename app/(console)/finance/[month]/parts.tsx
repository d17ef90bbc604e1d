import Link from 'next/link'
import { Exports } from '@/components/finance/exports'
import { FileHashes } from '@/components/finance/file-hashes'
import { Gates } from '@/components/finance/gates'
import { RollForward } from '@/components/finance/roll-forward'
import { SheetSearch } from '@/components/finance/sheet-search'
import { SheetTable } from '@/components/finance/sheet-table'
import { SignOff } from '@/components/finance/sign-off'
import { grouped } from '@/components/ui/amount-text'
import { Failure } from '@/components/ui/failure'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { getClose } from '@/lib/data/close'
import { getJobs } from '@/lib/data/close-jobs'
import { getFinanceAccess, getGates, getRollForward, getSheet } from '@/lib/data/finance'
import { formatMonth, type Month } from '@/lib/domain/month'
import { findSheet, type SheetInfo } from '@/lib/reports/sheet-names'
import { adjustments } from '@/messages/adjustments'
import { charts } from '@/messages/charts'
import { close } from '@/messages/close'
import { finance } from '@/messages/finance'
import { outcome } from '../../outcome'

const words = finance.sheet

const numberOf = (name: string) => findSheet(name)?.number ?? null

export async function GatesPart({ month }: { month: string }) {
  const read = await outcome(() => getGates(month))
  if (read.ok) return <Gates gates={read.value} month={month} numberOf={numberOf} />
  return (
    <Section plain title={finance.gates.title}>
      <Failure what={read.say} retryHref={`/finance/${month}`} code={read.code} />
    </Section>
  )
}

/** Sign-off and files: what people do with a closed month. */
export async function ClosePart({ month }: { month: Month }) {
  const read = await outcome(async () => {
    const [view, jobs, access] = await Promise.all([getClose(month), getJobs(month), getFinanceAccess()])
    return { view, jobs, access }
  })
  if (!read.ok) {
    return (
      <Section title={close.signOff.title} className="mt-7">
        <Failure what={read.say} retryHref={`/finance/${month}`} code={read.code} />
      </Section>
    )
  }
  const { view, jobs, access } = read.value
  const { live } = view
  const manifest = view.manifest ?? jobs.find((job) => job.manifest)?.manifest ?? null
  const words = close.exports
  return (
    <>
      <SignOff
        view={view}
        jobs={jobs}
        title={formatMonth(month)}
        account={access.isAllowed ? access.address : ''}
        maySign={access.isAllowed && access.roles.includes('FINANCE')}
      />
      <Section
        title={words.title}
        note={live ? words.ofVersion(live.version, close.signOff.states[live.state]) : words.draft}
        className="mt-7"
        id="files"
      >
        <Exports month={month} jobs={jobs} />
        {manifest && <FileHashes month={month} manifest={manifest} />}
      </Section>
      <p className="mt-5 text-table">
        <Link prefetch={false} href={`/finance/adjustments?month=${month}`}>
          {adjustments.link}
        </Link>
      </p>
    </>
  )
}

type SheetProps = { month: string; sheet: SheetInfo; find: string; blocks: { opening: string; closing: string } | null }

export async function SheetPart({ month, sheet, find, blocks }: SheetProps) {
  const read = await outcome(() => readSheet(month, sheet, find))
  const at = blocks && words.at(grouped(BigInt(blocks.opening)), grouped(BigInt(blocks.closing)))
  return (
    <Section
      plain
      className="pt-2.5"
      title={words.numbered(sheet.number, sheet.title)}
      note={sheet.name === 'supply-roll-forward' ? words.cxptAt(at ?? '') : at}
      aside={
        <a href={`/api/v1/reports/${month}/${sheet.name}.csv`} download>
          {charts.csv}
        </a>
      }
    >
      {read.ok ? (
        read.value
      ) : (
        <Failure what={read.say} retryHref={`/finance/${month}?sheet=${sheet.name}`} code={read.code} />
      )}
    </Section>
  )
}

async function readSheet(month: string, sheet: SheetInfo, find: string) {
  if (sheet.name !== 'supply-roll-forward') {
    return (
      <>
        <SheetSearch month={month} sheet={sheet.name} find={find} />
        <SheetTable title={sheet.title} sheet={await getSheet(month, sheet.name, find)} find={find} />
      </>
    )
  }
  const { rows, say } = await getRollForward(month)
  return (
    <>
      {say && (
        <Note tone="warning" className="mb-3">
          {say} {words.halfShown}
        </Note>
      )}
      <RollForward rows={rows} />
    </>
  )
}
