import { fileAnswer } from '@/app/file-answer'
import { openSheetFile, type SheetFile } from '@/lib/data/finance-public'
import { respond } from '../../../respond'

export const dynamic = 'force-dynamic'

type Params = { params: Promise<{ month: string; sheet: string }> }

export async function GET(_: Request, { params }: Params): Promise<Response> {
  const { month, sheet } = await params
  try {
    return download(await openSheetFile(month, sheet))
  } catch (error) {
    return respond(() => Promise.reject(error))
  }
}

const download = ({ fileName, closingBlock, pieces }: SheetFile): Response =>
  fileAnswer({
    name: fileName,
    type: 'text/csv; charset=utf-8; header=present',
    pieces,
    more: { 'x-closing-block': closingBlock },
  })
