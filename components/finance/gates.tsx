import { Check, CircleDashed, CircleX, type LucideIcon } from 'lucide-react'
import Link from 'next/link'
import { Icon } from '@/components/ui/icon'
import { LoadingFigure } from '@/components/ui/loading'
import { Section } from '@/components/ui/section'
import type { GateView } from '@/lib/data/finance-views'
import { finance } from '@/messages/finance'

const words = finance.gates

const LOOKS: Record<GateView['state'], { icon: LucideIcon; tone: string }> = {
  passed: { icon: Check, tone: 'text-success' },
  failed: { icon: CircleX, tone: 'text-danger' },
  waiting: { icon: CircleDashed, tone: 'text-warning' },
}

export const passedOf = (gates: readonly GateView[]) => gates.filter(({ state }) => state === 'passed').length

type SheetNumber = (sheet: string) => number | null

/** What must hold before the month can become final. What fails says where. */
export function Gates({
  gates,
  month,
  numberOf,
}: {
  gates: readonly GateView[]
  month: string
  numberOf: SheetNumber
}) {
  return (
    <Section plain title={words.title} note={words.count(passedOf(gates), gates.length)} id="gates">
      <ul className="text-table">
        {gates.map((gate) => (
          <GateLine
            key={gate.id}
            gate={gate}
            href={`/finance/${month}?sheet=${gate.sheet}`}
            number={numberOf(gate.sheet)}
          />
        ))}
      </ul>
    </Section>
  )
}

function GateLine({ gate, href, number }: { gate: GateView; href: string; number: number | null }) {
  const { icon, tone } = LOOKS[gate.state]
  return (
    <li className="flex items-start gap-2 border-b border-rule py-[5px]">
      <Icon of={icon} className={`mt-0.5 ${tone}`} />
      <span className="min-w-0 flex-1">
        {gate.title}
        <span className="sr-only">, {words.states[gate.state]}</span>
        {gate.detail && <span className={`block break-words text-caption ${tone}`}>{gate.detail}</span>}
      </span>
      {number !== null && (
        <Link
          prefetch={false}
          href={href}
          scroll={false}
          className="num text-caption"
          aria-label={words.sheet(number, gate.title)}
        >
          {number}
        </Link>
      )}
    </li>
  )
}

/** In a row of the months table. */
export function GateCount({ gates }: { gates: readonly GateView[] }) {
  const passed = passedOf(gates)
  const failed = gates.filter(({ state }) => state === 'failed')
  const worst = failed.length > 0 ? 'failed' : passed === gates.length ? 'passed' : 'waiting'
  const { icon, tone } = LOOKS[worst]
  return (
    <span className="num inline-flex items-center gap-1.5" title={failed.map(({ title }) => title).join(', ')}>
      <Icon of={icon} className={tone} />
      <span className="sr-only">{words.states[worst]}, </span>
      {words.count(passed, gates.length)}
    </span>
  )
}

export function LoadingGates() {
  return (
    <Section plain title={words.title}>
      <ul role="status" aria-label={words.reading} className="text-table">
        {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((line, i) => (
          <li key={line} className="border-b border-rule py-[5px]">
            <LoadingFigure width={220 - (i % 3) * 30} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
