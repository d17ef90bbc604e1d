import Link from 'next/link'
import { Amount } from '@/components/ui/amount'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import type { ProviderView } from '@/lib/data/provider'
import { epochOf } from '@/lib/domain/epoch'
import { secondsOf } from '@/lib/domain/time'
import { provider as words } from '@/messages/provider'
import { StateBadge } from './state-badge'

/** Rows before one asks for all. */
const SHOWN = 8

type Props = {
  view: ProviderView
  hrefOf: (id: string) => string
  /** All rows are asked for, and the page with the other choice. */
  isWhole: boolean
  otherHref: string
}

/** Every epoch this address earned in, each leading to its receipt. */
export function Epochs({ view, hrefOf, isWhole, otherHref }: Props) {
  const { periods, open, chosen } = view
  const running = `epoch ${epochOf(secondsOf(view.time))}`
  const rows = [
    ...open.map((label) => ({
      id: label,
      label,
      added: null,
      // An epoch that is over waits for late reports before it is closed.
      state: label === running ? ('running' as const) : ('over' as const),
    })),
    ...periods,
  ]
  if (rows.length === 0) {
    return (
      <Section title={words.epochs} aside={<Stamp block={view.block} />}>
        <Empty>{words.epochsEmpty}</Empty>
      </Section>
    )
  }
  const shown = isWhole ? rows : rows.slice(0, SHOWN)
  return (
    <Section title={words.epochs} aside={<Stamp block={view.block} />} id="epochs">
      <Table label={words.epochs} rows={34}>
        <thead>
          <tr>
            <Th>{words.epoch}</Th>
            <Th num>{words.earned}</Th>
            <Th num>{words.root}</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ id, label, added, state }) => (
            <tr key={id} data-selected={id === chosen?.id || undefined}>
              <RowHead>
                <Link
                  prefetch={false}
                  href={hrefOf(id)}
                  scroll={false}
                  aria-current={id === chosen?.id ? 'true' : undefined}
                >
                  {words.epochName(label)}
                </Link>
              </RowHead>
              <Td num>
                {added === null ? <span className="text-ink-3">{words.estimate}</span> : <Amount wei={added} />}
              </Td>
              <Td num>
                <StateBadge state={state} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length > SHOWN && (
        <p className="mt-3 text-caption">
          <Link prefetch={false} href={otherHref} scroll={false}>
            {isWhole ? words.fewerEpochs : words.allEpochs(rows.length)}
          </Link>
        </p>
      )}
    </Section>
  )
}
