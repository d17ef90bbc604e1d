import type { ReactNode } from 'react'
import { grouped, ratioText } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import type { Network } from '@/lib/data/network'
import { SERVICES } from '@/lib/domain/service'
import { serviceName } from '@/lib/domain/service-name'
import { parts } from '@/messages/parts'

type ServicePrice = Network['prices'][number]

/** A column after the name of the service: a figure, unless it is text. */
export type PriceColumn = {
  name: string
  isText?: boolean
  title?: (price: ServicePrice) => string | undefined
  cell: (price: ServicePrice) => ReactNode
}

type Props = {
  id: string
  words: { title: string; service: string; empty: string }
  note: string
  /** Before the block. */
  link?: ReactNode
  block: bigint
  prices: readonly ServicePrice[]
  columns: readonly PriceColumn[]
  children?: ReactNode
}

/** The price now against the list: `×1.0250`. */
export const timesList = ({ input, listInput }: ServicePrice): string =>
  `×${ratioText(input, listInput, 4) ?? parts.notKnown}`

/** A row for each service that has a price at the block. */
export function ServicePriceTable({ id, words, note, link, block, prices, columns, children }: Props) {
  const rows = SERVICES.flatMap((service) => prices.filter((price) => price.service === service))
  return (
    <Section
      title={words.title}
      note={note}
      aside={
        <>
          {link}
          <span className="num text-ink-3">#{grouped(block)}</span>
        </>
      }
      id={id}
    >
      {rows.length === 0 ? (
        <Empty>{words.empty}</Empty>
      ) : (
        <Table label={words.title} rows={34} scroll>
          <thead>
            <tr>
              <Th>{words.service}</Th>
              {columns.map(({ name, isText }) => (
                <Th key={name} num={!isText}>
                  {name}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((price) => (
              <tr key={price.service}>
                <RowHead>{serviceName(price.service)}</RowHead>
                {columns.map(({ name, isText, title, cell }) => (
                  <Td key={name} num={!isText} title={title?.(price)}>
                    {cell(price)}
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {children}
    </Section>
  )
}
