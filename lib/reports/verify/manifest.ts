import canonicalize from 'canonicalize'
import { z } from 'zod'
import { verifyReport as say } from '@/messages/verify-report'
import { parseMonth } from '../../domain/month'
import { FORMAT, FORMATS, MANIFEST } from '../format'
import { Refused, type ReportFiles, textOf } from './files'

const HASH = z.string().regex(/^[0-9a-f]{64}$/)
const BLOCK = z.object({
  block: z.string().regex(/^\d{1,20}$/),
  hash: z.string().regex(/^0x[0-9a-f]{64}$/),
  time: z.iso.datetime(),
})
const SHAPE = z.object({
  /** Reports of before it was named are of the first format. */
  format: z.string().default(FORMAT),
  chainId: z.int().positive(),
  month: z.string().transform((text, context) => {
    const month = parseMonth(text)
    if (month) return month
    context.addIssue({ code: 'custom', message: 'no month' })
    return z.NEVER
  }),
  commit: z.string(),
  dataRoot: HASH,
  opening: BLOCK,
  closing: BLOCK,
  files: z.array(z.object({ name: z.string(), bytes: z.int().min(0), rows: z.int().min(0), sha256: HASH })),
  /** Of a restatement: the report that it replaces, by the SHA-256 of its manifest, and why. */
  version: z.int().positive().default(1),
  supersedes: HASH.optional(),
  reason: z.string().optional(),
})

export type Manifest = z.infer<typeof SHAPE> & { text: string }

/** Names of files in a folder, and of nothing else. */
const NAME = /^[a-z0-9][a-z0-9._-]*$/

/** Reads manifest.json. Refuses what is no report, and a manifest that says the same in other bytes: its hash is what is signed. */
export async function readManifest(files: ReportFiles): Promise<Manifest> {
  const { text, value } = await readJson(files)
  const parsed = SHAPE.safeParse(value)
  if (!parsed.success) throw new Refused(say.notAReport)
  if (!FORMATS.includes(parsed.data.format)) throw new Refused(say.unknownFormat(parsed.data.format))
  if (canonicalize(value) !== text) throw new Refused(say.notCanonical)
  const bad = parsed.data.files.find(({ name }) => !NAME.test(name))
  if (bad) throw new Refused(say.badName(bad.name))
  return { ...parsed.data, text }
}

async function readJson(files: ReportFiles): Promise<{ text: string; value: unknown }> {
  try {
    const text = await textOf(files, MANIFEST)
    return { text, value: JSON.parse(text) }
  } catch {
    throw new Refused(say.notAReport)
  }
}
