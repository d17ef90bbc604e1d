import { stringify } from 'csv-stringify/sync'
import { getSupply } from '@/lib/data/overview'
import { formatUnits } from '@/lib/domain/units'
import { sayError } from '@/lib/errors/say'

export const dynamic = 'force-dynamic'

/** The supply as a file (RFC 4180): the same rows as the cascade, raw wei beside a decimal. */
export async function GET() {
  try {
    const { asOf, supply } = await getSupply()
    const rows = [...supply.rows, { bucket: 'maximum_supply', amount: supply.sum }]
    const text = stringify(
      [
        ['bucket', 'amount_wei', 'amount_cxpt', 'block', 'block_time'],
        ...rows.map(({ bucket, amount }) => [
          bucket,
          amount.toString(),
          formatUnits(amount, 18),
          asOf.block,
          asOf.time.toISOString(),
        ]),
      ],
      { record_delimiter: '\r\n' },
    )
    return new Response(text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="supply-block-${asOf.block}.csv"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    const { code, status, say } = sayError(error)
    return Response.json({ code, say }, { status })
  }
}
