import type { Metadata } from 'next'
import { FactorChart } from '@/components/admin/price-chart'
import { ServicePriceTable } from '@/components/admin/service-prices'
import { PageHead } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import { getServicePrices } from '@/lib/data/service-prices'
import { prices as words } from '@/messages/admin-prices'
import { AdminPage } from '../admin-page'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

export default function PricesPage() {
  return (
    <AdminPage title={words.title} href="/admin/prices">
      {async () => {
        const { services, hours, nextUpdate } = await getServicePrices()
        return (
          <>
            <PageHead
              title={words.title}
              lead={words.lead}
              aside={<span className="num text-caption text-ink-3">{words.next(momentText(nextUpdate))}</span>}
            />
            <ServicePriceTable services={services} />
            <div className="mt-7">
              <FactorChart hours={hours} />
            </div>
          </>
        )
      }}
    </AdminPage>
  )
}
