import { grouped } from '@/components/ui/amount-text'
import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import { SignIn } from '@/components/wallet/sign-in'
import type { OwnPlans } from '@/lib/data/own-plans'
import { plans } from '@/messages/plans'
import { EnterpriseForm } from './enterprise-form'

const { enterprise: say } = plans

/** The way to a plan of one's own, and what became of earlier requests. */
export function EnterpriseSection({ own }: { own: OwnPlans | null }) {
  return (
    <Section title={say.title} id="enterprise">
      <p className="mb-3 max-w-2xl text-ink-2">{say.lead}</p>
      {own ? <EnterpriseForm /> : <SignIn why={say.why} isPart />}
      {own && own.requests.length > 0 && (
        <Table label={say.table} rows={34} className="mt-5">
          <thead>
            <tr>
              <Th>{say.asked}</Th>
              <Th num>{say.tokens}</Th>
              <Th>{say.state}</Th>
            </tr>
          </thead>
          <tbody>
            {own.requests.map((row) => (
              <tr key={row.id}>
                <RowHead>{momentText(row.askedAt)}</RowHead>
                <Td num>{grouped(row.tokens)}</Td>
                <Td>
                  <Badge tone={row.endedAt ? 'success' : 'info'}>{row.endedAt ? say.answered : say.waiting}</Badge>{' '}
                  {row.answer}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  )
}
