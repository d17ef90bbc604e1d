import { TxHash } from '@/components/ui/address'
import { Amount } from '@/components/ui/amount'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { Swatch } from '@/components/ui/swatch'
import { momentText } from '@/components/ui/time-text'
import type { Overview } from '@/lib/data/overview'
import { SPLIT_LEGS } from '@/lib/domain/split'
import { supplyFigures } from '@/messages/supply-figures'
import { LEG_NAMES } from './names'

const { distributions: words } = supplyFigures

export function LatestDistributions({ rows }: { rows: Overview['latest'] }) {
  return (
    <Section title={words.title} note={words.note} id="distributions">
      {rows.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <Table label={words.title} scroll>
          <thead>
            <tr>
              <Th>{words.when}</Th>
              <Th num>{words.revenue}</Th>
              {SPLIT_LEGS.map((leg) => (
                <Th num wide={leg !== 'burn'} key={leg}>
                  <Swatch tone={LEG_NAMES[leg].tone} />
                  {LEG_NAMES[leg].name}
                </Th>
              ))}
              <Th num wide>
                {words.transaction}
              </Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.blockNumber} ${row.logIndex}`}>
                <RowHead>{momentText(row.blockTime, { year: false }).replace(' UTC', '')}</RowHead>
                <Td num>
                  <Amount wei={row.total} />
                </Td>
                {SPLIT_LEGS.map((leg) => (
                  <Td num wide={leg !== 'burn'} key={leg}>
                    <Amount wei={row[leg]} />
                  </Td>
                ))}
                <Td num wide>
                  <TxHash hash={row.txHash} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  )
}
