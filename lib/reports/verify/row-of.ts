import { verifyReport as say } from '@/messages/verify-report'
import { REPORT_JSON } from '../format'
import { proveRow, type RowProof } from '../row-proof'
import type { CheckedFiles, Hashing } from './check-files'
import { Refused, type ReportFiles } from './files'
import { partsOf } from './report-json'

/** The proof of one row, from 1, of a report whose files were checked. */
export async function rowProofOf(
  files: ReportFiles,
  { roots }: Pick<CheckedFiles, 'roots'>,
  { sheet, row }: { sheet: string; row: number },
  { tree }: Pick<Hashing, 'tree'>,
): Promise<RowProof> {
  const own = roots.find(({ name }) => name === sheet)
  if (!own) throw new Refused(say.noRootOf(sheet))
  if (row < 1 || row > own.rows) throw new Refused(say.noRow(sheet, row, own.rows))
  const leaves: Uint8Array[] = []
  let text = ''
  let isOwn = false
  for await (const part of partsOf(files.read(REPORT_JSON))) {
    if (part.kind === 'sheet') isOwn = part.name === sheet
    if (part.kind !== 'rows' || !isOwn) continue
    for (const one of part.texts) {
      leaves.push(tree.leaf(one))
      if (leaves.length === row) text = one
    }
  }
  return proveRow({ sheet, index: row - 1, text, leaves }, roots, tree)
}
