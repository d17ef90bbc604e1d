import { ACCOUNTS } from '@/components/account-names'
import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import { momentText } from '@/components/ui/time-text'
import type { LedgerStatus } from '@/lib/data/status'
import { status } from '@/messages/status'

const words = status.reconciliation

const names = new Map(Object.entries(ACCOUNTS).map(([account, { name }]) => [account, name]))
/** One that this list does not know is shown as the ledger calls it. */
const nameOf = (account: string): string => names.get(account) ?? account

/** The ledger beside the chain, account by account, at one block. */
export function Reconciliation({ run }: { run: LedgerStatus['reconciliation'] }) {
  if (!run) {
    return (
      <Section title={words.title}>
        <Empty>{words.none}</Empty>
      </Section>
    )
  }
  const isEven = run.rows.every(({ difference }) => difference === 0n)
  return (
    <Section
      title={words.title}
      note={words.note(momentText(run.ranAt))}
      aside={<Stamp block={run.block} />}
      id="reconciliation"
    >
      <Table label={words.table} scroll still>
        <thead>
          <tr>
            <Th>{words.account}</Th>
            <Th num>{words.ledger}</Th>
            <Th num wide>
              {words.chain}
            </Th>
            <Th num>{words.difference}</Th>
          </tr>
        </thead>
        <tbody>
          {run.rows.map(({ account, ledger, chain, difference }) => (
            <tr key={account}>
              <RowHead>{nameOf(account)}</RowHead>
              <Td num>
                <Amount wei={ledger} digits={2} />
              </Td>
              <Td num wide>
                <Amount wei={chain} digits={2} />
              </Td>
              <Td num>{difference === 0n ? <span className="text-ink-3">0</span> : difference.toString()}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-3">
        {isEven ? <Badge tone="success">{words.equal}</Badge> : <Badge tone="danger">{words.differs}</Badge>}
      </p>
    </Section>
  )
}
