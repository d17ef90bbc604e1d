'use client'

import type { ReactNode } from 'react'
import type { Tone } from '@/components/tone'
import { Amount, Usd } from '@/components/ui/amount'
import { changeText, grouped, MINUS } from '@/components/ui/amount-text'
import { Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { Diff } from '@/components/ui/diff'
import { Field } from '@/components/ui/field'
import { SplitBar } from '@/components/ui/split-bar'
import { Swatch } from '@/components/ui/swatch'
import type { SplitEditor } from '@/lib/data/split'
import { usdOf } from '@/lib/domain/money'
import { apportion, type Shares, SPLIT_LEGS, type Split, type SplitLeg } from '@/lib/domain/split'
import { CXPT } from '@/lib/domain/units'
import { split as words } from '@/messages/admin-split'
import { type Draft, type DraftText, sumProblem } from './draft'

export const LEGS: Record<SplitLeg, { name: string; tone: Tone }> = {
  burn: { name: words.legs.burn, tone: 'burn' },
  protocol: { name: words.legs.protocol, tone: 'protocol' },
  operations: { name: words.legs.operations, tone: 'operations' },
  provider: { name: words.legs.provider, tone: 'provider' },
}

type Props = {
  editor: SplitEditor
  text: DraftText
  draft: Draft
  onChange: (leg: SplitLeg, value: string) => void
}

const THOUSAND = 1_000n * CXPT

/** The two bars, and the four shares as fields with what each change means in money. */
export function SplitFields({ editor, text, draft, onChange }: Props) {
  const shown = draft.isExact ? draft.split : null
  const problem = draft.split ? sumProblem(draft.sum) : null
  return (
    <>
      <div className="split-bars">
        <span className="text-caption text-ink-3">{words.now}</span>
        <Bar split={editor.split} height={9} says={words.now} />
        <span className="text-caption font-semibold">{words.new}</span>
        <Bar split={draft.split ?? editor.split} height={20} says={words.new} />
      </div>
      <Table label={words.table} rows={34} scroll>
        <thead>
          <tr>
            <Th>{words.share}</Th>
            <Th num wide>
              {words.now}
            </Th>
            <Th num>{words.new}</Th>
            <Th num wide>
              {words.deltaBps}
            </Th>
            <Th num wide>
              {words.ofThousand}
            </Th>
            <Th num wide>
              {words.forecastMonth}
            </Th>
            <Th num>{words.deltaMonth}</Th>
          </tr>
        </thead>
        <tbody>
          {SPLIT_LEGS.map((leg) => (
            <LegRow key={leg} leg={leg} editor={editor} text={text} draft={draft} shown={shown} onChange={onChange} />
          ))}
          <TotalRow proven={draft.isExact}>
            <th scope="row">{words.sum}</th>
            <Td num wide>
              10,000
            </Td>
            <Td num>
              <span className={problem ? 'text-danger' : undefined}>{grouped(BigInt(draft.sum))}</span>
              <span role="status" className="block text-caption text-danger">
                {problem}
              </span>
            </Td>
            <Td num wide>
              {signed(draft.sum - 10_000)}
            </Td>
            <Td num wide>
              <Amount wei={THOUSAND} digits={2} />
            </Td>
            <Td num wide>
              <Amount wei={editor.forecast} digits={0} />
            </Td>
            <Td num>{shown ? '0' : 'n/a'}</Td>
          </TotalRow>
        </tbody>
      </Table>
    </>
  )
}

function Bar({ split, height, says }: { split: Split; height: number; says: string }) {
  const said = SPLIT_LEGS.map((leg) => `${LEGS[leg].name} ${split[leg]}`).join(', ')
  return (
    <SplitBar
      label={words.bar(says, said)}
      height={height}
      parts={SPLIT_LEGS.map((leg) => ({ label: LEGS[leg].name, value: BigInt(split[leg]), tone: LEGS[leg].tone }))}
    />
  )
}

type RowProps = Props & { leg: SplitLeg; shown: Split | null }

function LegRow({ leg, editor, text, draft, shown, onChange }: RowProps) {
  const { name, tone } = LEGS[leg]
  const now = editor.split[leg]
  const next = draft.errors[leg] ? null : (draft.split?.[leg] ?? Number(text[leg].replace(',', '')))
  const isChanged = next !== now
  return (
    <tr>
      <th scope="row">
        <span className="whitespace-nowrap">
          <Swatch tone={tone} />
          {name}
        </span>
        <span className="num block pl-[17px] text-caption font-normal text-ink-3 md:hidden">
          {words.nowIs(grouped(BigInt(now)))}
        </span>
      </th>
      <Td num wide>
        {grouped(BigInt(now))}
      </Td>
      <Td num>
        <Field
          label={words.field(name)}
          hideLabel
          unit={words.bps}
          inputMode="numeric"
          value={text[leg]}
          changed={isChanged}
          error={draft.errors[leg]}
          onChange={(event) => onChange(leg, event.target.value)}
          className="ml-auto w-24"
        />
      </Td>
      <Td num wide>
        {next === null ? (
          'n/a'
        ) : (
          <Delta
            text={signed(next - now)}
            note={next === now ? words.noChange : changeText(BigInt(now), BigInt(next))}
            isZero={next === now}
          />
        )}
      </Td>
      <Td num wide>
        <OfAmount amount={THOUSAND} digits={2} leg={leg} from={editor.split} to={shown} />
      </Td>
      <Td num wide>
        {editor.forecast === null ? (
          'n/a'
        ) : (
          <OfAmount amount={editor.forecast} digits={0} leg={leg} from={editor.split} to={shown} />
        )}
      </Td>
      <Td num>
        <MonthDelta editor={editor} leg={leg} to={shown} />
      </Td>
    </tr>
  )
}

function OfAmount({
  amount,
  digits,
  leg,
  from,
  to,
}: {
  amount: bigint
  digits: 0 | 2
  leg: SplitLeg
  from: Split
  to: Split | null
}) {
  const old = apportion(from, amount)[leg]
  if (!to) return <Amount wei={old} digits={digits} />
  const next = apportion(to, amount)[leg]
  return (
    <Diff
      from={<Amount wei={old} digits={digits} />}
      to={<Amount wei={next} digits={digits} />}
      changed={old !== next}
    />
  )
}

function MonthDelta({ editor, leg, to }: { editor: SplitEditor; leg: SplitLeg; to: Split | null }) {
  if (editor.forecast === null || !to) return <>n/a</>
  const delta = deltaOf(apportion(editor.split, editor.forecast), apportion(to, editor.forecast), leg)
  return (
    <>
      <Amount wei={delta} digits={0} sign className={delta === 0n ? undefined : 'font-medium'} />
      <span className="block text-caption text-ink-3">
        <Usd micro={usdDelta(delta, editor.price)} sign digits={2} />
      </span>
    </>
  )
}

export function deltaOf(from: Shares, to: Shares, leg: SplitLeg): bigint {
  return to[leg] - from[leg]
}

/** Worth of a difference, micro-USD, its size rounded down; null without a price. */
export function usdDelta(delta: bigint, price: bigint | null): bigint | null {
  if (price === null) return null
  return delta < 0n ? -usdOf(-delta, price) : usdOf(delta, price)
}

function Delta({ text, note, isZero }: { text: string; note: ReactNode; isZero: boolean }) {
  return (
    <>
      <span className={isZero ? 'text-ink-3' : 'font-medium'}>{text}</span>
      <span className="block text-caption text-ink-3">{note}</span>
    </>
  )
}

/** Of small whole numbers: `+100`, `−200`, `0`. */
function signed(value: number): string {
  if (value === 0) return '0'
  return `${value > 0 ? '+' : MINUS}${grouped(BigInt(Math.abs(value)))}`
}
