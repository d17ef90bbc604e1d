import type { ComponentProps, ReactNode } from 'react'
import { Still } from '#still'
import { parts } from '@/messages/parts'
import { classes } from './classes'

type TableProps = {
  /** What the table lists, for a screen reader. */
  label: string
  /** Height of a row in px: 30 in ledgers, 34 where rows are acted on. */
  rows?: 30 | 34
  /** Scrolls sideways inside itself; the first column stays. */
  scroll?: boolean
  /** Only to be read: no link, no button. Left alone by React in the browser. */
  still?: boolean
  className?: string
  children: ReactNode
}

/** A ruled table. Put `Th`, `Td`, `RowHead` into rows, and one `TotalRow` under what has been proven to add up. */
export function Table({ label, rows = 30, scroll, still, className, children }: TableProps) {
  const shared = { 'aria-label': label, 'data-rows': rows, className: classes('ledger', className), children }
  const table = still ? <Still as="table" {...shared} /> : <table {...shared} />
  if (!scroll) return table
  return (
    // A scroller must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll it only when it has the focus
    <section className="ledger-scroll" aria-label={parts.sideways(label)} tabIndex={0}>
      {table}
    </section>
  )
}

type CellProps = {
  /** A figure: right-aligned, tabular. */
  num?: boolean
  /** Hidden under 761 px; give it to an `OpenRow` too. */
  wide?: boolean
}

/** Column heading; the unit of the column belongs into it. */
export function Th({ num, wide, ...rest }: CellProps & ComponentProps<'th'>) {
  return <th scope="col" {...rest} data-num={num || undefined} data-wide={wide || undefined} />
}

/** Name of a row. */
export function RowHead({ wide, ...rest }: CellProps & ComponentProps<'th'>) {
  return <th scope="row" {...rest} data-wide={wide || undefined} />
}

export function Td({ num, wide, ...rest }: CellProps & ComponentProps<'td'>) {
  return <td {...rest} data-num={num || undefined} data-wide={wide || undefined} />
}

/** The sum: 1 px ink above, the double rule below when it is `proven`, a single hairline when it is not. */
export function TotalRow({ proven = true, children }: { proven?: boolean; children: ReactNode }) {
  return <tr data-total={proven ? 'proven' : 'plain'}>{children}</tr>
}
