'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Note } from '@/components/ui/note'
import { Act } from '@/components/ui/read-only'
import { clockText } from '@/components/ui/time-text'
import { useAct } from '@/components/ui/use-act'
import { exportMonth, exportPack, exportReview } from '@/lib/actions/close'
import type { ActionResult } from '@/lib/actions/run-action'
import type { JobView } from '@/lib/data/close-jobs'
import { MONTH_EXPORTS } from '@/lib/domain/close-job'
import { close } from '@/messages/close'
import { finance } from '@/messages/finance'
import { sizeText } from './file-hashes'
import { JobProgress } from './job-progress'
import { isOpen, useJobs } from './use-jobs'
import './finance.css'

const words = close.exports

/** Every form in which a month can be taken away: made by the worker, whatever becomes of this page. */
export function Exports({ month, jobs: given }: { month: string; jobs: readonly JobView[] }) {
  const jobs = useJobs(month, given)
  return (
    <ExportTable label={words.table} jobs={jobs}>
      {MONTH_EXPORTS.map((kind) => (
        <ExportRow
          key={kind}
          name={words.kinds[kind]}
          job={jobs.find((job) => job.kind === kind)}
          ask={() => exportMonth(month, kind)}
        />
      ))}
    </ExportTable>
  )
}

type PackProps = { quarters: readonly string[]; years: readonly string[]; jobs: readonly JobView[] }

/** Audit packs of quarters and reviews of years, the newest first. */
export function PackExports({ quarters, years, jobs: given }: PackProps) {
  const jobs = useJobs('packs', given)
  return (
    <ExportTable label={words.packTable} jobs={jobs}>
      {quarters.map((quarter) => (
        <ExportRow
          key={quarter}
          name={words.packOf(quarter)}
          job={jobs.find(({ kind, period }) => kind === 'quarter' && period === quarter)}
          ask={() => exportPack(quarter)}
        />
      ))}
      {years.map((year) => (
        <ExportRow
          key={year}
          name={words.reviewOf(year)}
          job={jobs.find(({ kind, period }) => kind === 'year' && period === year)}
          ask={() => exportReview(year)}
        />
      ))}
    </ExportTable>
  )
}

type TableProps = { label: string; jobs: readonly JobView[]; children: ReactNode }

function ExportTable({ label, jobs, children }: TableProps) {
  const until = jobs.find(({ file }) => file)?.file?.until
  return (
    <>
      <Table label={label}>
        <thead>
          <tr>
            <Th>{words.file}</Th>
            <Th num>{finance.files.size}</Th>
            <Th>
              <span className="sr-only">{words.make}</span>
            </Th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </Table>
      <p className="mt-2 text-caption text-ink-3">
        {until ? `${words.until(clockText(until))} ` : ''}
        {words.kept}
      </p>
    </>
  )
}

type RowProps = { name: string; job: JobView | undefined; ask: () => Promise<ActionResult<void>> }

/** A file by its name: a link once it is made, how far it is while it is made, and a button to make it. */
function ExportRow({ name, job, ask }: RowProps) {
  const { run, refusal, isBusy } = useAct()
  const file = job?.file ?? null
  const say = refusal ?? (job?.state === 'failed' ? job.say : null)
  return (
    <tr>
      <RowHead>
        {file ? (
          <a href={file.href} download={file.name} className="font-normal" title={file.sha256}>
            {name}
          </a>
        ) : (
          <span className="font-normal">{name}</span>
        )}
        {job && isOpen(job) && <JobProgress job={job} />}
        {say && (
          <Note tone="danger" announce className="mt-1 whitespace-normal">
            {say}
          </Note>
        )}
      </RowHead>
      <Td num>{file && <span className="text-ink-3">{sizeText(file.bytes)}</span>}</Td>
      <Td num>
        <Act>
          <Button
            size="table"
            disabled={isBusy || (job !== undefined && isOpen(job))}
            aria-label={words.makeOf(name)}
            onClick={() => run(ask, () => {})}
          >
            {file ? words.makeAgain : words.make}
          </Button>
        </Act>
      </Td>
    </tr>
  )
}
