import { TxHash } from '@/components/ui/address'
import { Amount } from '@/components/ui/amount'
import { grouped } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { Burns } from '@/lib/data/burns'
import { burns as words } from '@/messages/burns'

export function LatestBurns({ burns: { latest, asOf } }: { burns: Burns }) {
  return (
    <Section
      title={words.latest.title}
      note={words.latest.note}
      aside={<span className="num text-ink-3">#{grouped(asOf.block)}</span>}
      id="latest"
    >
      {latest.length === 0 ? (
        <Empty>{words.latest.empty}</Empty>
      ) : (
        <Table label={words.latest.title} scroll>
          <thead>
            <tr>
              <Th>{words.latest.at}</Th>
              <Th wide>{words.latest.what}</Th>
              <Th num wide>
                {words.latest.of}
              </Th>
              <Th num>{words.latest.amount}</Th>
              <Th num>{words.latest.transaction}</Th>
            </tr>
          </thead>
          <tbody>
            {latest.map(({ at, txHash, amount, of }) => (
              <tr key={`${txHash} ${amount}`}>
                <RowHead>{momentText(at, { year: false }).replace(' UTC', '')}</RowHead>
                <Td wide>{of === null ? words.latest.holder : words.latest.distribution}</Td>
                <Td num wide>
                  {of === null ? '' : <Amount wei={of} />}
                </Td>
                <Td num>
                  <Amount wei={amount} />
                </Td>
                <Td num>
                  <TxHash hash={txHash} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  )
}
