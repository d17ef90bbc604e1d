import { fileAnswer } from '@/app/file-answer'
import { getFinalText } from '@/lib/data/close'
import { openSheetFile, type SheetFile } from '@/lib/data/finance-public'
import { respond } from '../../../respond'

export const dynamic = 'force-dynamic'

type Params = { params: Promise<{ month: string; sheet: string }> }

export async function GET(_: Request, { params }: Params): Promise<Response> {
  const { month, sheet } = await params
  try {
    if (sheet === 'manifest.json') return json(await getFinalText(month, 'manifest'), sheet)
    if (sheet === 'attestation.json') return json(await getFinalText(month, 'attestation'), sheet)
    return download(await openSheetFile(month, sheet))
  } catch (error) {
    return respond(() => Promise.reject(error))
  }
}

/** Of a final report: its hash is signed and anchored, so these bytes are the ones. */
const json = (text: string, name: string) =>
  new Response(text, {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })

const download = ({ fileName, closingBlock, pieces }: SheetFile): Response =>
  fileAnswer({
    name: fileName,
    type: 'text/csv; charset=utf-8; header=present',
    pieces,
    more: { 'x-closing-block': closingBlock },
  })
