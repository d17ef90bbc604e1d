'use client'

import { Button } from '@/components/ui/button'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Note } from '@/components/ui/note'
import { Act } from '@/components/ui/read-only'
import { clockText } from '@/components/ui/time-text'
import { useAct } from '@/components/ui/use-act'
import { exportMonth } from '@/lib/actions/close'
import type { JobView } from '@/lib/data/close-jobs'
import { MONTH_EXPORTS, type MonthExport } from '@/lib/domain/close-job'
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
  const until = jobs.find(({ file }) => file)?.file?.until
  return (
    <>
      <Table label={words.table}>
        <thead>
          <tr>
            <Th>{words.file}</Th>
            <Th num>{finance.files.size}</Th>
            <Th>
              <span className="sr-only">{words.make}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {MONTH_EXPORTS.map((kind) => (
            <ExportRow key={kind} month={month} kind={kind} job={jobs.find((job) => job.kind === kind)} />
          ))}
        </tbody>
      </Table>
      <p className="mt-2 text-caption text-ink-3">
        {until ? `${words.until(clockText(until))} ` : ''}
        {words.kept}
      </p>
    </>
  )
}

function ExportRow({ month, kind, job }: { month: string; kind: MonthExport; job: JobView | undefined }) {
  const { run, refusal, isBusy } = useAct()
  const file = job?.file ?? null
  const name = words.kinds[kind]
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
          <Note tone="danger" announce className="mt-1">
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
            onClick={() =>
              run(
                () => exportMonth(month, kind),
                () => {},
              )
            }
          >
            {file ? words.makeAgain : words.make}
          </Button>
        </Act>
      </Td>
    </tr>
  )
}
