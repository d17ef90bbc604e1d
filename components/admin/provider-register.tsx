import { AddressText } from '@/components/ui/address'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { dayText, momentText } from '@/components/ui/time-text'
import type { ProviderState, RegisteredProvider } from '@/lib/data/provider-register'
import { serviceName } from '@/lib/domain/service-name'
import { providerRegister as words } from '@/messages/provider-register'

const TONES: Record<ProviderState, BadgeTone> = {
  up: 'success',
  maintenance: 'info',
  silent: 'warning',
  unseen: 'neutral',
}

/** Who is registered, and how each stands. */
export function ProviderRegister({ providers }: { providers: readonly RegisteredProvider[] }) {
  return (
    <Section title={words.list} note={words.note(providers.length)} className="mt-5">
      {providers.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <Table label={words.table} rows={34} scroll>
          <thead>
            <tr>
              <Th>{words.provider}</Th>
              <Th>{words.state}</Th>
              <Th wide>{words.classes}</Th>
              <Th wide>{words.payout}</Th>
              <Th num wide>
                {words.answered}
              </Th>
              <Th num wide>
                {words.registered}
              </Th>
            </tr>
          </thead>
          <tbody>
            {providers.map((one) => (
              <Row key={one.provider} of={one} />
            ))}
          </tbody>
        </Table>
      )}
      <p className="mt-2 text-caption text-ink-3">{words.noRevoke}</p>
    </Section>
  )
}

function Row({ of: one }: { of: RegisteredProvider }) {
  return (
    <tr>
      <RowHead>
        {one.name}
        <span className="block font-normal">
          <AddressText address={one.provider} href={`/provider?as=${one.provider}`} />
        </span>
      </RowHead>
      <Td>
        <span title={words.stateNotes[one.state]}>
          <Badge tone={TONES[one.state]}>{words.states[one.state]}</Badge>
        </span>
      </Td>
      <Td wide>
        {one.classes.map(serviceName).join(', ')}
        <span className="block text-caption break-all text-ink-3">{one.endpoint}</span>
        {one.cluster && <span className="block text-caption text-ink-3">{words.cluster(one.cluster)}</span>}
      </Td>
      <Td wide>
        <AddressText address={one.payout} />
        {one.next && (
          <span className="block text-caption text-warning">
            <AddressText address={one.next.to} /> {words.next(momentText(one.next.at))}
          </span>
        )}
      </Td>
      <Td num wide>
        {one.validAt ? momentText(one.validAt) : <span className="text-ink-3">{words.never}</span>}
      </Td>
      <Td num wide>
        {dayText(one.registeredAt, { year: true })}
      </Td>
    </tr>
  )
}
