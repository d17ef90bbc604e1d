'use client'

import { useState } from 'react'
import { grouped } from '@/components/ui/amount-text'
import { Button } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { TextArea } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import type { Plan } from '@/lib/chain/plans-state'
import { comparePlans } from '@/lib/domain/plan-comparison'
import {
  MOST_LINES,
  type ParsedLine,
  type PriceList,
  parseWorkload,
  sumWorkload,
  WORKLOAD_SERVICES,
} from '@/lib/domain/workload'
import { plans as words } from '@/messages/plans'
import { ComparisonTable } from './comparison-table'

const { estimate: say } = words
type Bad = Extract<ParsedLine, { ok: false }>

/** What a pasted workload costs in 30 days, each way; every line that cannot be read is named. */
export function Estimator({ prices, plans }: { prices: PriceList; plans: readonly Plan[] }) {
  const [text, setText] = useState('')
  const lines = parseWorkload(text)
  const bad = lines.filter((line): line is Bad => !line.ok)
  const usage = sumWorkload(
    lines.flatMap((line) => (line.ok ? [line.load] : [])),
    prices,
  )
  const isFull = lines.length === MOST_LINES
  return (
    <>
      <TextArea
        label={say.field}
        rows={5}
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        hint={say.hint}
        placeholder={say.sample}
      />
      <p className="mt-1 text-caption text-ink-3">
        {say.services(WORKLOAD_SERVICES.join(', '))}{' '}
        {text === '' && (
          <Button size="table" kind="ghost" onClick={() => setText(say.sample)}>
            {say.fill}
          </Button>
        )}
      </p>
      {bad.length > 0 && <Problems bad={bad} />}
      {isFull && <Note className="mt-3">{say.cut(MOST_LINES)}</Note>}
      <div className="mt-4" aria-live="polite">
        {lines.length === bad.length ? (
          <Empty>{say.empty}</Empty>
        ) : (
          <>
            <p className="mb-2 text-table text-ink-2">{say.tokens(grouped(usage.tokens))}</p>
            <ComparisonTable
              label={say.table}
              comparison={comparePlans(usage, plans)}
              tokens={usage.tokens}
              plans={plans}
            />
          </>
        )}
      </div>
    </>
  )
}

function Problems({ bad }: { bad: readonly Bad[] }) {
  return (
    <Note tone="danger" className="mt-3" announce>
      <span className="sr-only">{say.errors}</span>
      <ul>
        {bad.map(({ line, problem }) => (
          <li key={line}>{say.problem(line, say.problems[problem])}</li>
        ))}
      </ul>
    </Note>
  )
}
