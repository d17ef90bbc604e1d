import { type ChartView, chartQuery } from '@/lib/domain/chart-view'
import { isService, type Service } from '@/lib/domain/service'

/** Which service's price the URL asks for; `refused`: what it says wrongly, cut. */
export type AskedService = { service: Service; refused: string | null }

const USUAL: Service = 'tide-pool'
const MOST_SHOWN = 24

export function parseService(asked: string | string[] | undefined): AskedService {
  if (asked === undefined) return { service: USUAL, refused: null }
  if (typeof asked === 'string' && isService(asked)) return { service: asked, refused: null }
  return { service: USUAL, refused: [asked].flat().join(', ').slice(0, MOST_SHOWN) }
}

export const serviceHref = (view: ChartView, service: Service): string =>
  `/network${chartQuery(view)}&service=${service}`
