import { AddressText } from '@/components/ui/address'
import { Column, Columns } from '@/components/ui/columns'
import { ToggleLinks } from '@/components/ui/links'
import { PageHead } from '@/components/ui/section'
import { dayText } from '@/components/ui/time-text'
import type { OwnUsage } from '@/lib/data/own-usage'
import { usage as words } from '@/messages/usage'
import { DisputesSection } from './disputes-section'
import { ReceiptsSection } from './receipts-section'
import { UsageChart } from './usage-chart'
import { UsageKeys } from './usage-keys'
import { type UsageUrl, usageHref } from './usage-query'
import { UsageServices } from './usage-services'

const SPANS = [7, 30, 90] as const

/** What the signed-in account used: by service, by day, by key, down to each receipt. */
export function UsageView({ usage, url }: { usage: OwnUsage; url: UsageUrl }) {
  const { address, from, time } = usage
  return (
    <>
      <PageHead
        title={words.title}
        lead={
          <>
            <AddressText address={address} href={`/account?as=${address}`} /> ·{' '}
            {words.lead(dayText(new Date(`${from}T00:00:00Z`)), dayText(time, { year: true }))}
          </>
        }
        aside={
          <ToggleLinks
            label={words.range}
            items={SPANS.map((days) => ({
              label: words.days(days),
              href: usageHref({ days }),
              current: days === url.days,
            }))}
          />
        }
      />
      <Columns className="mt-5">
        <Column span={8}>
          <UsageServices usage={usage} url={url} />
        </Column>
        <Column span={4} ruled>
          <UsageKeys usage={usage} url={url} />
        </Column>
        <Column span={12}>
          <UsageChart usage={usage} />
        </Column>
        <Column span={12}>
          <ReceiptsSection usage={usage} url={url} />
        </Column>
        <Column span={12}>
          <DisputesSection disputes={usage.disputes} />
        </Column>
      </Columns>
    </>
  )
}
