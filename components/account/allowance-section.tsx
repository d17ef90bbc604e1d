import { grouped } from '@/components/ui/amount-text'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { SplitBar, type SplitPart } from '@/components/ui/split-bar'
import { dayText } from '@/components/ui/time-text'
import type { OwnAllowance } from '@/lib/data/own-allowance'
import type { AllowanceRow } from '@/lib/domain/allowance-ledger'
import { greater, lesser } from '@/lib/domain/money'
import { account as words } from '@/messages/account'

const { allowance: say } = words

/** What is left of the running period's tokens, at which pace they go, and what will carry. */
export function AllowanceSection({ allowance }: { allowance: OwnAllowance }) {
  const { rows, carry, leftAtEnd } = allowance
  const running = rows.find(({ state }) => state === 'running')
  if (!running || !carry) {
    return (
      <Section title={say.title}>
        <Empty>{say.noPlan}</Empty>
      </Section>
    )
  }
  const all = running.allowance + running.rolled
  return (
    <Section title={say.title} note={say.note(running.index)} id="allowance">
      <div className="mb-2 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <span className="text-caption text-ink-2">{say.left}</span>
          <div className="text-stat num">
            {grouped(running.unused)} <span className="text-body font-normal text-ink-2">{say.of(grouped(all))}</span>
          </div>
        </div>
        <div className="text-right">
          <span className="text-caption text-ink-2">{say.pace(dayText(running.endsAt))}</span>
          <div className="num">{leftAtEnd === null ? say.noPace : `≈ ${say.paceLeft(grouped(leftAtEnd))}`}</div>
        </div>
      </div>
      <Bar running={running} />
      <p className="mt-3 text-table text-ink-2">
        {say.carry(grouped(carry.carries), grouped(running.unused), grouped(carry.cap))}
      </p>
    </Section>
  )
}

function Bar({ running: { rolled, used, allowance } }: { running: AllowanceRow }) {
  const rolledUsed = lesser(rolled, used)
  const freshUsed = lesser(used - rolledUsed, allowance)
  const parts: SplitPart[] = [
    { label: say.rolledUsed, value: rolledUsed, tone: 'svc-1', hatched: true },
    { label: say.rolledLeft, value: rolled - rolledUsed, tone: 'svc-3', hatched: true },
    { label: say.used, value: freshUsed, tone: 'svc-1' },
    { label: say.freshLeft, value: greater(allowance - freshUsed, 0n), tone: 'svc-4' },
  ]
  const shown = parts.map((part) => ({ ...part, figure: grouped(BigInt(part.value)) }))
  const said = shown.map(({ label, figure }) => `${label} ${figure}`).join(', ')
  return <SplitBar label={say.bar(said)} parts={shown} height={20} legend />
}
