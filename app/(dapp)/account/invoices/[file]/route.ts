import { invoicePdf } from '@/lib/data/invoice-pdf'
import { getOwnInvoice } from '@/lib/data/own-invoices'
import { sayError } from '@/lib/errors/say'

export const dynamic = 'force-dynamic'

type Params = { params: Promise<{ file: string }> }

/** `CX-2026-000017.pdf`: a document of the signed-in account. */
export async function GET(_: Request, { params }: Params) {
  const { file } = await params
  try {
    const invoice = await getOwnInvoice(file.replace(/\.pdf$/, ''))
    const pdf = await invoicePdf(invoice)
    return new Response(new Uint8Array(pdf), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="${file.replace(/[^A-Za-z0-9.-]/g, '')}"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    const { code, status, say } = sayError(error)
    return Response.json({ code, say }, { status })
  }
}
