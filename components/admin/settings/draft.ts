import * as z from 'zod/mini'
import type { SettingId } from '@/lib/domain/setting'
import type { TextRow } from './form'
import { FORMS } from './forms'

const LONGEST = 20_000
const rows = z.array(z.record(z.string(), z.string().check(z.maxLength(100)))).check(z.maxLength(64))

/** The rows of a draft out of the URL; null when there is none or it is not of this form. */
export function draftFrom(id: SettingId, text: string | string[] | undefined): readonly TextRow[] | null {
  if (typeof text !== 'string' || text.length > LONGEST) return null
  const { fields, table } = FORMS[id]
  const read = rows.safeParse(jsonOf(text))
  if (!read.success || (!table && read.data.length !== 1)) return null
  return read.data.map((row) => Object.fromEntries(fields.map(({ key }) => [key, row[key] ?? ''])))
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
