import { type ReactNode, useId } from 'react'
import { classes } from './classes'

type Props = {
  title: ReactNode
  /** One line after the title: the unit, the span of time, the rule. */
  note?: ReactNode
  /** At the right: block, link, toggle. */
  aside?: ReactNode
  level?: 2 | 3
  /** Without the ink rule: first section of a rail, or a part within a section. */
  plain?: boolean
  id?: string
  className?: string
  children?: ReactNode
}

/** A section of a page: a 1 px ink rule, a heading, the content on the page's own ground. */
export function Section({ title, note, aside, level = 2, plain, id, className, children }: Props) {
  const headingId = useId()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section aria-labelledby={headingId} id={id} className={className}>
      <div
        className={classes(
          'flex items-baseline gap-x-2.5 gap-y-1 pb-3',
          plain ? '' : 'border-t border-ink pt-2.5',
          'md:flex-wrap',
        )}
      >
        {/* On a phone the note gives way first; then the heading takes a second line, wherever a name in it can be broken. */}
        <Heading id={headingId} className="min-w-0 max-md:wrap-anywhere md:whitespace-nowrap">
          {title}
        </Heading>
        {note && <p className="min-w-0 shrink-[9999] truncate text-table text-ink-3">{note}</p>}
        {aside && <div className="ml-auto flex shrink-0 items-baseline gap-3 text-caption">{aside}</div>}
      </div>
      {children}
    </section>
  )
}

/** The head of a page: its title, one sentence, and at the right what holds for the whole page. */
export function PageHead({ title, lead, aside }: { title: ReactNode; lead?: ReactNode; aside?: ReactNode }) {
  return (
    <div className="page-head flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1>{title}</h1>
        {lead && <div className="mt-1 text-ink-2">{lead}</div>}
      </div>
      {aside && <div className="flex flex-wrap items-center gap-2">{aside}</div>}
    </div>
  )
}
