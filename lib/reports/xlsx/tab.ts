import { SHEET_INDEX, type SheetInfo } from '../sheet-names'

/** Where a sheet stands in the workbook: numbered sheets and the trial balance; all movements are a ledger, not a sheet to read. */
export function tabOf(sheet: SheetInfo): { name: string; order: number; file: string } | null {
  if (sheet.name === 'movements') return null
  const order = SHEET_INDEX.findIndex(({ name }) => name === sheet.name)
  return { name: sheet.number === null ? sheet.tab : `${sheet.number} ${sheet.tab}`, order, file: `${sheet.name}.csv` }
}
