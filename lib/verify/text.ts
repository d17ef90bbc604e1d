import { verifyReport as say } from '@/messages/verify-report'
import type { Difference } from './expected'
import type { SheetResult, Verified } from './verify'

const MARKS = { green: 'green   ', red: 'RED     ', attested: 'attested' } as const
/** A cell that is longer is cut where it is shown. */
const LONGEST = 80

const short = (text: string | null): string => {
  if (text === null) return say.empty
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function differenceText({ row, say: what, reported, rebuilt, tx }: Difference): string[] {
  const values = reported === null && rebuilt === null ? [] : [say.values(short(reported), short(rebuilt))]
  return [say.inRow(row, what), ...values, ...(tx ? [say.transaction(tx)] : [])].map((line) => `            ${line}`)
}

function sheetText({ sheet, state, compared, attested, note, difference }: SheetResult, width: number): string[] {
  const rows = state === 'attested' ? say.rowsAttested(attested) : say.rowsCompared(compared, attested, note)
  return [`  ${MARKS[state]}  ${sheet.padEnd(width)}  ${rows}`, ...(difference ? differenceText(difference) : [])]
}

/** The outcome for a terminal: a line a sheet, and under a red one where it first differs. */
export function verifiedText({ files, sheets, anchor, attestation, isGood }: Verified): string {
  const width = Math.max(...sheets.map(({ sheet }) => sheet.length))
  return [
    ...sheets.flatMap((sheet) => sheetText(sheet, width)),
    ...(files.hashOnly.length > 0 ? ['', say.hashOnly(files.hashOnly)] : []),
    '',
    anchor.say,
    ...(attestation ? [attestation.say] : []),
    isGood ? say.good : say.bad,
  ].join('\n')
}
