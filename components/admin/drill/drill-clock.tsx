'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import type { Hash } from 'viem'
import { useTransactions } from '@/components/tx/use-transaction'
import { Note } from '@/components/ui/note'
import { drillPaused, drillSeen } from '@/lib/actions/drills'
import { hashOf, isEnded, type TxStage } from '@/lib/tx/stage'
import { drill as words } from '@/messages/drill'
import { BANNER_PAGE, bannerStands, Interactions } from './interactions'

/** Milliseconds between two looks at the other page, and looks in all: a minute. */
const LOOK = 250
const LOOKS = 240

/** Around the form of the emergency: counts what is done in it, and reports the pause and the banner to the record. */
export function DrillClock({ id, children }: { id: string; children: ReactNode }) {
  // Opening the form was the first.
  const counted = useRef(new Interactions(1))
  const mined = usePausesMined()
  const report = useQuery({
    queryKey: ['drill', id, ...(mined ?? [])],
    queryFn: () => measure(id, mined ?? [], counted.current.count),
    enabled: mined !== null,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  return (
    // Only counts: the form inside is what is acted on.
    <div onInput={(event) => counted.current.input(event.target)} onSubmit={() => counted.current.press()}>
      <Note tone="warning" className="mb-4">
        {words.running}
      </Note>
      {children}
      {mined !== null && <Result measured={report.data} />}
    </div>
  )
}

type Measured = { say: string; isKept: boolean }

function Result({ measured }: { measured: Measured | undefined }) {
  if (!measured) return <Note className="mt-4">{words.waiting}</Note>
  return (
    <Note tone={measured.isKept ? 'success' : 'warning'} className="mt-4" announce>
      {measured.say} <a href="/admin/pause/drill">{words.toRecord}</a>
    </Note>
  )
}

const isMined = ({ name }: TxStage) => name === 'indexing' || name === 'done' || name === 'late'

/** Transactions of the pause, when all that were sent since the page opened have been mined or have failed; null before. */
function usePausesMined(): Hash[] | null {
  const pauses = useTransactions().filter(({ key }) => key.startsWith('pause:'))
  const [before] = useState(() => new Set(pauses.flatMap(({ stage }) => hashOf(stage) ?? [])))
  const own = pauses.filter(({ stage }) => !before.has(hashOf(stage) ?? '0x'))
  const mined = own.flatMap(({ stage }) => (isMined(stage) ? (hashOf(stage) ?? []) : []))
  return mined.length > 0 && own.every(({ stage }) => isMined(stage) || isEnded(stage)) ? mined : null
}

/** Tells the server that it was mined, then looks at another page until it has the banner. */
async function measure(id: string, hashes: Hash[], interactions: number): Promise<Measured> {
  const paused = await drillPaused({ id, hashes, interactions })
  if (!paused.ok) return { say: paused.say, isKept: false }
  for (let look = 0; look < LOOKS; look += 1) {
    if (await isBannerElsewhere()) {
      const seen = await drillSeen(id)
      if (!seen.ok) return { say: seen.say, isKept: false }
      const { msToBlock, msToBanner, interactions: count } = seen.data
      return { say: words.kept(words.seconds(msToBlock), words.seconds(msToBanner ?? 0), count), isKept: true }
    }
    await new Promise((wake) => setTimeout(wake, LOOK))
  }
  return { say: words.notSeenIn, isKept: false }
}

/** As a visitor who is not signed in gets it now. */
async function isBannerElsewhere(): Promise<boolean> {
  try {
    const answer = await fetch(BANNER_PAGE, { credentials: 'omit', cache: 'no-store' })
    return bannerStands(await answer.text())
  } catch {
    return false
  }
}
