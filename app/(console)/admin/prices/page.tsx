import type { Metadata } from 'next'
import { FactorChart } from '@/components/admin/price-chart'
import { ServicePriceTable } from '@/components/admin/service-prices'
import { PageHead } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import { getServicePrices } from '@/lib/data/service-prices'
import { AdminPage } from '../admin-page'

export const metadata: Metadata = { title: 'Prices' }
export const dynamic = 'force-dynamic'

export default function PricesPage() {
  return (
    <AdminPage title="Prices" href="/admin/prices">
      {async () => {
        const { services, hours, nextUpdate } = await getServicePrices()
        return (
          <>
            <PageHead
              title="Prices"
              lead="What services cost now: the rate card, times a factor that follows demand, times one for availability. Both move on the hour."
              aside={<span className="num text-caption text-ink-3">Next change {momentText(nextUpdate)}</span>}
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
