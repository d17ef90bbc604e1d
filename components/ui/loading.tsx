import type { ReactNode } from 'react'
import { parts } from '@/messages/parts'
import { Section } from './section'

/** A figure that is being read: a dashed rule as wide as the figure will be. */
export function LoadingFigure({ width = 96 }: { width?: number }) {
  return <span aria-hidden="true" className="dashed-figure" style={{ width }} />
}

/** After 4 s, so that a quick answer never flashes it. */
function StillReading({ block }: { block?: string | null }) {
  return <p className="late text-caption text-ink-3">{block ? parts.readingBlock(block) : parts.reading}</p>
}

const WIDTHS = [112, 84, 96, 72] as const

/** A section while it is read: rule, heading and column names at once, each figure a dashed rule. */
export function LoadingSection({
  title,
  note,
  columns,
  rows = 5,
  block,
}: {
  title: ReactNode
  note?: ReactNode
  columns: readonly string[]
  rows?: number
  block?: string | null
}) {
  const names = Array.from({ length: rows }, (_, row) => `row ${row}`)
  return (
    <Section title={title} note={note}>
      <div role="status" aria-label={parts.loading}>
        <table className="ledger" aria-hidden="true">
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th key={column} scope="col" data-num={index > 0 || undefined}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name, row) => (
              <tr key={name}>
                {columns.map((column, index) => (
                  <td key={column} data-num={index > 0 || undefined}>
                    <LoadingFigure width={WIDTHS[(row + index) % WIDTHS.length]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <StillReading block={block} />
      </div>
    </Section>
  )
}

/** A page while it is read: its own heading, and sections to come. */
export function LoadingPage({ title, sections }: { title: ReactNode; sections: readonly string[] }) {
  return (
    <div role="status" aria-label={parts.loading} className="page-head grid min-h-dvh content-start gap-9">
      <h1>{title}</h1>
      {sections.map((section) => (
        <Section key={section} title={section}>
          <div aria-hidden="true" className="grid gap-3">
            <LoadingFigure width={220} />
            <LoadingFigure width={180} />
            <LoadingFigure width={200} />
          </div>
        </Section>
      ))}
      <StillReading />
    </div>
  )
}
