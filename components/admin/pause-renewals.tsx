import { AddressText } from '@/components/ui/address'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import { momentText } from '@/components/ui/time-text'
import type { PauseRenewals as Data, RenewalLine } from '@/lib/data/pause-renewals'
import { formatDuration } from '@/lib/domain/time'
import { pauseRenewals as words } from '@/messages/pause-renewals'

const moment = (at: number | bigint) => (
  <span className="num whitespace-nowrap">{momentText(at, { year: false }).replace(' UTC', '')}</span>
)

/** How many renewals the pause holds up, and what becomes of the first of them. */
export function PauseRenewals({ data }: { data: Data }) {
  const { until, isRunning, all, autoRenew, first, block } = data
  const note = (isRunning ? words.running : words.planned)(momentText(until))
  return (
    <Section title={words.title} note={note} aside={<Stamp block={block} />} className="mt-7">
      {all === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <>
          <p className="text-table text-ink-2">{words.count(all, autoRenew)}</p>
          {first ? <Lines lines={first} all={all} /> : <p className="mt-2 text-caption text-ink-3">{words.signIn}</p>}
        </>
      )}
    </Section>
  )
}

function Lines({ lines, all }: { lines: readonly RenewalLine[]; all: number }) {
  return (
    <>
      <div className="mt-3 flex flex-wrap items-baseline justify-between gap-2 text-caption text-ink-3">
        <span>{words.first(lines.length, all)}</span>
        <a href="/admin/pause/renewals.csv" download>
          {words.csv}
        </a>
      </div>
      <Table label={words.title}>
        <thead>
          <tr>
            <Th>{words.account}</Th>
            <Th>{words.ends}</Th>
            <Th wide>{words.after}</Th>
            <Th num wide>
              {words.gap}
            </Th>
            <Th>{words.lapses}</Th>
            <Th wide>{words.without}</Th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ account, end, fate }) => (
            <tr key={account}>
              <RowHead>
                <AddressText address={account} />
              </RowHead>
              <Td>{moment(end)}</Td>
              <Td wide>{words.fates[fate.what]}</Td>
              <Td num wide>
                {formatDuration(fate.gap)}
              </Td>
              <Td>{moment(fate.lapsesAt)}</Td>
              <Td wide>{moment(fate.lapsesWithout)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  )
}
