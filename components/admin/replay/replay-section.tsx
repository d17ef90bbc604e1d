import { grouped } from '@/components/ui/amount-text'
import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import type { ReplayView } from '@/lib/data/replay'
import { planName } from '@/lib/domain/plan-name'
import { serviceName } from '@/lib/domain/service-name'
import { replay as words } from '@/messages/replay'
import { AffectedTable, ReplayValue } from './affected-table'

type There = Extract<ReplayView, { isThere: true }>

const partName = ({ part }: There, name: string): string => {
  if (part === 'service') return serviceName(name)
  if (part === 'plan') return planName(Number(name))
  return part === 'payment' ? (words.paymentKinds[name] ?? name) : name
}

/** A past month beside itself under the new value, and whom it touches most. `basis`: what is held still. */
export function ReplaySection({ view, basis }: { view: There; basis: string | null }) {
  const { side, unit, off, accounts, affected, posts } = view
  return (
    // One below the other: beside the rail of the console neither has the room for its four columns.
    <div className="grid grid-cols-1 gap-y-7">
      <Section
        title={words.title}
        note={words.note(view.name, words.counts[view.part](view.count))}
        aside={<Badge tone={off === 0n ? 'success' : 'danger'}>{words.unchanged(grouped(off), words.off[unit])}</Badge>}
      >
        <Parts view={view} />
        {posts && (
          <p className="mt-2 text-table">
            {words.posts(posts.posted, posts.band + posts.tooSoon + posts.step)}{' '}
            {words.refusals(posts.band, posts.tooSoon, posts.step)}
          </p>
        )}
        {basis && <p className="mt-2 text-caption text-ink-3">{basis}</p>}
      </Section>
      <Section title={words.most} note={affected > 0 ? words.mostNote(accounts.length, affected) : undefined}>
        {accounts.length === 0 ? (
          <Empty>{words.nobody}</Empty>
        ) : (
          <AffectedTable label={words.mostTable[side]} side={words.sides[side]} unit={unit} accounts={accounts} />
        )}
      </Section>
    </div>
  )
}

/** Days are many and most are the same: those without a difference are counted, not listed. */
function Parts({ view }: { view: There }) {
  const { unit, real, next, off } = view
  const shown = view.part === 'day' ? view.parts.filter((one) => one.real !== one.next) : view.parts
  const left = view.parts.length - shown.length
  return (
    <>
      <Table label={words.table(view.name)} rows={30}>
        <thead>
          <tr>
            <Th>{words.parts[view.part]}</Th>
            <Th num wide>
              {words.real(words.units[unit])}
            </Th>
            <Th num>{words.next(words.units[unit])}</Th>
            <Th num>{words.delta}</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((part) => (
            <tr key={part.name}>
              <RowHead>{partName(view, part.name)}</RowHead>
              <Td num wide>
                <ReplayValue unit={unit} value={part.real} />
              </Td>
              <Td num>
                <ReplayValue unit={unit} value={part.next} />
              </Td>
              <Td num>
                <ReplayValue unit={unit} value={part.next - part.real} sign />
              </Td>
            </tr>
          ))}
          <TotalRow proven={off === 0n}>
            <th scope="row">{words.total}</th>
            <Td num wide>
              <ReplayValue unit={unit} value={real} />
            </Td>
            <Td num>
              <ReplayValue unit={unit} value={next} />
            </Td>
            <Td num>
              <ReplayValue unit={unit} value={next - real} sign />
            </Td>
          </TotalRow>
        </tbody>
      </Table>
      {left > 0 && <p className="mt-2 text-caption text-ink-3">{words.daysWithoutChange(left)}</p>}
    </>
  )
}
