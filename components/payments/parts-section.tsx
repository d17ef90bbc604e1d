import { TxHash } from '@/components/ui/address'
import { Amount } from '@/components/ui/amount'
import { percentText } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { FollowedPart, FollowedPayment } from '@/lib/data/payment'
import { SPLIT_LEGS } from '@/lib/domain/split'
import { payments } from '@/messages/payments'

const { parts: words, legs, rule } = payments

/** The distributions that covered the payment, each with its split and its transaction. */
export function PartsSection({ followed }: { followed: FollowedPayment }) {
  const { parts, payment, undistributed } = followed
  return (
    <Section title={words.title} note={words.note}>
      <Table label={words.table} scroll>
        <thead>
          <tr>
            <Th>{words.when}</Th>
            <Th>{words.split}</Th>
            {SPLIT_LEGS.map((leg) => (
              <Th key={leg} num>
                {legs[leg]}
              </Th>
            ))}
            <Th num>{words.covered}</Th>
            <Th num>{words.of}</Th>
            <Th num>{words.transaction}</Th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <Part key={`${part.blockNumber} ${part.txHash}`} part={part} />
          ))}
          <TotalRow proven={undistributed === 0n}>
            <RowHead>{words.sum}</RowHead>
            <Td />
            {SPLIT_LEGS.map((leg) => (
              <Td key={leg} num>
                <Amount wei={followed[leg]} />
              </Td>
            ))}
            <Td num>
              <Amount wei={payment.amount - undistributed} />
            </Td>
            <Td />
            <Td />
          </TotalRow>
        </tbody>
      </Table>
      <p className="mt-3 max-w-3xl text-caption text-ink-3">{rule}</p>
    </Section>
  )
}

function Part({ part }: { part: FollowedPart }) {
  return (
    <tr>
      <RowHead>
        <span className="num whitespace-nowrap">{momentText(part.blockTime).replace(' UTC', '')}</span>
      </RowHead>
      <Td>{words.version(part.version)}</Td>
      {SPLIT_LEGS.map((leg) => (
        <Td key={leg} num>
          <Amount wei={part[leg]} />
        </Td>
      ))}
      <Td num>
        <Amount wei={part.amount} />
      </Td>
      <Td num>{percentText(part.amount, part.total, 4)}</Td>
      <Td num>
        <TxHash hash={part.txHash} state="confirmed" />
      </Td>
    </tr>
  )
}
