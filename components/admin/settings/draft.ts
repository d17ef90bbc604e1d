import * as v from 'valibot'
import type { SettingId } from '@/lib/domain/setting'
import type { TextRow } from './form'
import { FORMS } from './forms'

const LONGEST = 20_000
const rows = v.pipe(v.array(v.record(v.string(), v.pipe(v.string(), v.maxLength(100)))), v.maxLength(64))

/** The rows of a draft out of the URL; null when there is none or it is not of this form. */
export function draftFrom(id: SettingId, text: string | string[] | undefined): readonly TextRow[] | null {
  if (typeof text !== 'string' || text.length > LONGEST) return null
  const { fields, table } = FORMS[id]
  const read = v.safeParse(rows, jsonOf(text))
  if (!read.success || (!table && read.output.length !== 1)) return null
  return read.output.map((row) => Object.fromEntries(fields.map(({ key }) => [key, row[key] ?? ''])))
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
