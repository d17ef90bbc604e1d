import { grouped } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import type { OwnUsage } from '@/lib/data/own-usage'
import { usage as words } from '@/messages/usage'
import { nanoText } from './nano'
import { type UsageUrl, usageHref } from './usage-query'
import { sumUsage } from './usage-services'

const { keys: say } = words

/** What each key was used for, and the rest: requests that named none. */
export function UsageKeys({ usage, url }: { usage: OwnUsage; url: UsageUrl }) {
  const all = sumUsage(usage.days)
  const rest = usage.keys.reduce(
    (left, key) => ({ requests: left.requests - key.requests, chargeNano: left.chargeNano - key.chargeNano }),
    { requests: all.requests, chargeNano: all.chargeNano },
  )
  const hrefOf = (key: string) => `${usageHref({ days: url.days, key })}#receipts`
  return (
    <Section title={say.title} aside={<a href="/account/keys">{say.link}</a>}>
      {usage.days.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <Table label={say.table} rows={34}>
          <thead>
            <tr>
              <Th>{say.key}</Th>
              <Th num>{say.requests}</Th>
              <Th num>{say.charged}</Th>
            </tr>
          </thead>
          <tbody>
            {usage.keys.map((key) => (
              <tr key={key.prefix}>
                <RowHead>
                  <a href={hrefOf(key.prefix)}>{key.name}</a> <span className="mono text-ink-3">{key.prefix}…</span>
                </RowHead>
                <Td num>{grouped(key.requests)}</Td>
                <Td num>{nanoText(key.chargeNano)}</Td>
              </tr>
            ))}
            <tr>
              <RowHead>
                <a href={hrefOf('')}>{say.rest}</a>
              </RowHead>
              <Td num>{grouped(rest.requests)}</Td>
              <Td num>{nanoText(rest.chargeNano)}</Td>
            </tr>
            <TotalRow>
              <RowHead>{say.all}</RowHead>
              <Td num>{grouped(all.requests)}</Td>
              <Td num>{nanoText(all.chargeNano)}</Td>
            </TotalRow>
          </tbody>
        </Table>
      )}
    </Section>
  )
}
