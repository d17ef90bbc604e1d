import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import type { Part, ReplayMonth } from '@/lib/data/split'
import { mulDivFloor } from '@/lib/domain/money'
import type { Affected } from '@/lib/domain/replay'
import type { Split } from '@/lib/domain/split'
import { replay as words } from '@/messages/replay'
import { replay } from '../draft'
import { AffectedTable } from './affected-table'

/** Each one's part of a share, in proportion, rounded down. */
function partsOf({ total, largest }: Part, real: bigint, next: bigint): Affected[] {
  if (total === 0n || real === next) return []
  return largest.map(({ account, amount }) => ({
    account,
    real: mulDivFloor(real, amount, total),
    next: mulDivFloor(next, amount, total),
  }))
}

/** Whom another split touches: what of each payer's payments is burned, and what of each provider's rewards revenue pays for. */
export function SplitAffected({ month, next }: { month: ReplayMonth; next: Split }) {
  const again = replay(month.distributions, next)
  const payers = partsOf(month.payers, again.real.burn, again.next.burn)
  const providers = partsOf(month.providers, again.real.provider, again.next.provider)
  const say = words.split
  const sides = [
    { title: say.payers, label: say.payersTable, side: words.sides.payers, accounts: payers },
    { title: say.providers, label: say.providersTable, side: words.sides.providers, accounts: providers },
  ].filter(({ accounts }) => accounts.length > 0)
  return (
    <Section title={words.most} note={say.note} className="mt-7">
      {sides.length === 0 ? (
        <Empty>{say.same}</Empty>
      ) : (
        <div className="grid grid-cols-1 gap-y-7">
          {sides.map(({ title, label, side, accounts }) => (
            <div key={side}>
              <h3 className="mb-2 text-table font-strong">{title}</h3>
              <AffectedTable label={label} side={side} unit="cxpt" accounts={accounts} />
            </div>
          ))}
        </div>
      )}
    </Section>
  )
}
