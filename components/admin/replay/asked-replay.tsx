'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Empty } from '@/components/ui/empty'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { askReplay, askTrancheReplay } from '@/lib/actions/replay'
import type { ActionResult } from '@/lib/actions/run-action'
import type { ReplayView } from '@/lib/data/replay'
import type { Tranche } from '@/lib/domain/emission'
import type { SettingId } from '@/lib/domain/setting'
import { replay as words } from '@/messages/replay'
import { ReplaySection } from './replay-section'

/** Milliseconds without a key before the month is computed again: a draft changes with each one. */
const STILL = 400

type Row = Readonly<Record<string, string>>
type SettingProps = { id: SettingId; rows: readonly Row[] | null }

/** The last closed month under the draft; without one under what is in force. `rows` null: an act whose form is not filled in. */
export function SettingReplay({ id, rows }: SettingProps) {
  const why = words.none[id]
  if (why) return <Why>{why}</Why>
  if (!rows) return <Why>{words.waitForDraft}</Why>
  return (
    <Asked
      asked={JSON.stringify(rows)}
      of={id}
      basis={words.basis[id] ?? null}
      ask={() => askReplay({ id, rows: rows.map((row) => ({ ...row })) })}
    />
  )
}

/** The same with a tranche more. */
export function TrancheReplay({ tranche }: { tranche: Tranche | null }) {
  if (!tranche) return <Why>{words.waitForDraft}</Why>
  const { start, end, amount } = tranche
  return (
    <Asked
      asked={`${start} ${end} ${amount}`}
      of="tranche"
      basis={words.basis.tranche ?? null}
      ask={() => askTrancheReplay({ start, end, amount })}
    />
  )
}

function Why({ children }: { children: string }) {
  return (
    <Section title={words.title} className="mt-7">
      <p className="text-table text-ink-2">{children}</p>
    </Section>
  )
}

type Props = { asked: string; of: string; basis: string | null; ask: () => Promise<ActionResult<ReplayView>> }

function Asked({ asked, of, basis, ask }: Props) {
  const query = useQuery({
    queryKey: ['admin-replay', of, asked],
    queryFn: async ({ signal }) => {
      await new Promise((resolve) => setTimeout(resolve, STILL))
      signal.throwIfAborted()
      return ask()
    },
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  })
  const { data } = query
  return (
    <div className="mt-7" aria-busy={query.isFetching}>
      {data?.ok && data.data.isThere ? (
        <ReplaySection view={data.data} basis={basis} />
      ) : (
        <Section title={words.title}>
          {data && !data.ok ? (
            <Note tone="danger">{data.say}</Note>
          ) : (
            <Empty>{data ? words.noMonth : words.running}</Empty>
          )}
        </Section>
      )}
    </div>
  )
}
