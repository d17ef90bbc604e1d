import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Note } from '@/components/ui/note'
import type { FunctionLine } from '@/lib/data/function-map'
import { formatDuration } from '@/lib/domain/time'
import { roles as words } from '@/messages/admin-roles'

const delayText = (seconds: bigint) => (seconds === 0n ? words.atOnce : formatDuration(seconds))

/** `at once`, `2 days`, `at once or 2 days`: of the members there are. */
function delaysText(delays: readonly bigint[]): string {
  return delays.length === 0 ? words.nobodyCan : delays.map(delayText).join(words.or)
}

/** Which role may call which function, after which delay, and who may stop it. */
export function FunctionTable({ functions }: { functions: readonly FunctionLine[] }) {
  const differing = functions.filter(({ role, told }) => told !== null && told !== role)
  return (
    <>
      {differing.length > 0 && (
        <Note tone="danger" className="mb-3">
          {words.functionsDiffer(differing.length)}
        </Note>
      )}
      <Table label={words.functions} rows={30} scroll>
        <thead>
          <tr>
            <Th>{words.functionOf}</Th>
            <Th>{words.role}</Th>
            <Th>{words.delay}</Th>
            <Th wide>{words.cancelledBy}</Th>
          </tr>
        </thead>
        <tbody>
          {functions.map((line) => (
            <tr key={`${line.target}${line.selector}`}>
              <RowHead>
                <span className="mono font-normal break-all" title={`${line.signature} ${line.selector}`}>
                  {line.contract}.{line.signature.split('(')[0]}
                </span>
              </RowHead>
              <Td>
                {line.role}
                {line.told === null && line.role !== 'ADMIN' && (
                  <>
                    {' '}
                    <Badge tone="warning">{words.noEvent}</Badge>
                  </>
                )}
                {line.told !== null && line.told !== line.role && (
                  <>
                    {' '}
                    <Badge tone="danger">{words.eventSays(line.told)}</Badge>
                  </>
                )}
              </Td>
              <Td className="num">{delaysText(line.delays)}</Td>
              <Td wide>{line.guardian}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  )
}
