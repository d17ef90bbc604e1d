import 'server-only'
import { z } from 'zod'
import { CATEGORIES } from '../../domain/buckets'
import { DAY_STEPS } from '../../domain/day-step'
import { METRIC_IDS } from '../../domain/metrics'
import { SERVICES } from '../../domain/service'
import type { getReports } from '../finance-public'
import { metricQuerySchema } from '../metric-query'
import type { Metric, MetricSeries } from '../metrics'
import type { getPrices } from '../prices'
import {
  type AnswerOf,
  address,
  answerOf,
  block,
  blockText,
  day,
  decimal,
  type Endpoint,
  hash,
  instant,
  origin,
} from './endpoint'

const part = z.object({ key: z.string(), value: z.string(), list: z.string().optional() })
const value = {
  value: z.string().nullable().describe('in `unit`; null with a `reason`'),
  reason: z.string().optional(),
  parts: z.array(part).optional().describe('what it is made of: a service, a day, a reason each'),
}
const definition = {
  id: z.enum(METRIC_IDS),
  name: z.string(),
  formula: z.string(),
  unit: z.string(),
  source: z.string(),
}
export const metricSchema = answerOf<Metric>()(z.object({ ...definition, ...value, ...origin }))
const point = z.object({
  start: day.describe('first day (UTC) of the step'),
  at: instant.describe('end of the step, or the time of the block while it runs'),
  isComplete: z.boolean(),
  block: block.optional(),
  ...value,
})
export const seriesSchema = answerOf<MetricSeries>()(
  z.object({ ...definition, ...origin, step: z.enum(DAY_STEPS), points: z.array(point) }),
)

const METRIC_QUERY = {
  at: metricQuerySchema.shape.at.describe('a block number, or a time: the last block at or before it'),
  from: metricQuerySchema.shape.from.describe('a series from the step that holds this day or time'),
  to: metricQuerySchema.shape.to.describe('to the step that holds this day or time; without it to the newest block'),
  step: metricQuerySchema.shape.step.describe('weeks begin on Monday; UTC; without it by day'),
}
const METRIC_ERRORS = [
  'BAD_INPUT',
  'METRIC_AHEAD',
  'METRIC_BEFORE',
  'METRIC_POINTS',
  'RPC_AWAY',
  'LEDGER_EMPTY',
] as const

const price = z.object({
  service: z.string(),
  at: instant,
  unit: decimal,
  input: decimal.describe('nano-USD per unit'),
  output: decimal.describe('nano-USD per unit'),
  listInput: decimal,
  listOutput: decimal,
  factor: decimal.describe('ppm'),
  availability: decimal.describe('ppm'),
  utilisation: decimal.nullable().describe('ppm'),
  hold: z.enum(['frozen', 'old_data', 'few_reporters']).nullable(),
})
const prices = answerOf<AnswerOf<typeof getPrices>>()(
  z.object({ asOf: instant, nextUpdate: instant, service: z.string().optional(), prices: z.array(price) }),
)

const closed = z.object({ block: blockText, hash, time: instant })
const reports = answerOf<AnswerOf<typeof getReports>>()(
  z.object({
    block: blockText,
    asOf: instant,
    months: z.array(
      z.object({
        month: z.string(),
        state: z.enum(['open', 'closing', 'draft', 'final']),
        opening: closed.nullable(),
        closing: closed.nullable(),
        sheets: z.array(
          z.object({ name: z.string(), number: z.int().nullable(), isPublic: z.boolean(), csv: z.string() }),
        ),
      }),
    ),
  }),
)

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256, 64 hexadecimal digits')
/** docs/verify-report.md says what each field is. */
const manifest = z.looseObject({
  ...{ format: z.string(), chainId: z.int(), month: z.string(), commit: z.string(), dataRoot: sha256 },
  state: z.literal('draft').describe('of every manifest: it is written before anybody signs'),
  ...{ opening: closed, closing: closed },
  gates: z.array(z.object({ id: z.string(), state: z.enum(['passed', 'failed', 'waiting']) })),
  files: z.array(z.object({ name: z.string(), bytes: z.int(), rows: z.int(), sha256 })),
  version: z.int().optional().describe('of a restatement, 2 and up'),
  ...{ supersedes: sha256.optional(), reason: z.string().optional() },
})
const attestation = z.looseObject({
  ...{ format: z.string(), chainId: z.int(), month: z.string(), version: z.int(), manifestHash: hash, dataRoot: hash },
  contract: address.describe('Reports'),
  signatures: z.array(
    z.object({
      role: z.enum(['preparer', 'reviewer', 'approver']),
      account: address,
      ...{ note: z.string(), signature: hash, signedAt: instant },
    }),
  ),
  anchor: z
    .object({ transaction: hash, block: blockText, time: instant, version: z.int(), uri: z.string() })
    .nullable(),
  supersedes: z.object({ manifestHash: hash, version: z.int(), reason: z.string().nullable() }).nullable(),
})

const get = (endpoint: Omit<Endpoint, 'method' | 'who'>): Endpoint => ({ method: 'get', who: 'public', ...endpoint })

/** What anybody may read. */
export const PUBLIC_ENDPOINTS: readonly Endpoint[] = [
  get({
    path: '/api/v1/metrics',
    id: 'getMetrics',
    say: 'Every metric at one block, or by steps: at most 1,000 points in all.',
    query: METRIC_QUERY,
    answer: {
      say: 'Metrics; with `from` one series for each.',
      schema: z.union([z.array(metricSchema), z.array(seriesSchema)]),
    },
    errors: METRIC_ERRORS,
  }),
  get({
    path: '/api/v1/metrics/{id}',
    id: 'getMetric',
    say: 'One metric at one block, or by steps: at most 1,000 points.',
    params: { id: z.enum(METRIC_IDS) },
    query: METRIC_QUERY,
    answer: { say: 'The metric; with `from` its series.', schema: z.union([metricSchema, seriesSchema]) },
    errors: [...METRIC_ERRORS, 'METRIC_NOT_FOUND'],
  }),
  get({
    path: '/api/v1/prices',
    id: 'getPrices',
    say: 'Prices of services in force; with `service` those of [from, to), by default of seven days.',
    query: { service: z.enum(SERVICES).optional(), from: instant.optional(), to: instant.optional() },
    answer: { say: 'Prices, the oldest first.', schema: prices },
    errors: ['BAD_INPUT'],
  }),
  get({
    path: '/api/v1/epochs/{epoch}/inputs',
    id: 'getInputs',
    say: 'The canonical bytes behind a root; their SHA-256 is in `X-Content-SHA256`.',
    params: { epoch: z.string().describe('the number of an epoch, or a month with `category`') },
    query: {
      category: z.enum(CATEGORIES).optional(),
      correction: z
        .string()
        .regex(/^\d{1,3}$/)
        .optional(),
    },
    answer: { say: 'Canonical JSON (RFC 8785).', schema: z.record(z.string(), z.unknown()) },
    errors: ['EPOCH_NOT_FOUND', 'LEDGER_EMPTY'],
  }),
  get({
    path: '/api/v1/reports',
    id: 'getReports',
    say: 'Which months there are, where they stand, and what can be downloaded.',
    answer: { say: 'Months, the newest first.', schema: reports },
    errors: ['LEDGER_EMPTY'],
  }),
  {
    method: 'get',
    who: 'public-or-session',
    path: '/api/v1/reports/{month}/{sheet}',
    id: 'getSheet',
    say: 'A sheet of a month that is over. Those that are not public need a wallet that may read them.',
    params: { month: z.string().describe('YYYY-MM'), sheet: z.string().describe('its name and `.csv`') },
    answer: { say: 'The sheet.', schema: z.string(), type: 'text/csv' },
    errors: ['BAD_MONTH', 'SHEET_NOT_FOUND', 'MONTH_NOT_FOUND', 'MONTH_NOT_CLOSED', 'SIGNED_OUT', 'FORBIDDEN'],
  },
  get({
    path: '/api/v1/reports/{month}/manifest.json',
    id: 'getManifest',
    say: 'manifest.json of the newest final version of a month, byte for byte: its SHA-256 is what was signed and anchored.',
    params: { month: z.string().describe('YYYY-MM') },
    answer: { say: 'The manifest: canonical JSON (RFC 8785), with the SHA-256 of every file.', schema: manifest },
    errors: ['BAD_MONTH', 'REPORT_NOT_FOUND'],
  }),
  get({
    path: '/api/v1/reports/{month}/attestation.json',
    id: 'getAttestation',
    say: 'attestation.json of the same version: who signed its manifest, and where it is anchored.',
    params: { month: z.string().describe('YYYY-MM') },
    answer: { say: 'The attestation.', schema: attestation },
    errors: ['BAD_MONTH', 'REPORT_NOT_FOUND'],
  }),
  get({
    path: '/api/v1/openapi.json',
    id: 'getOpenApi',
    say: 'This document.',
    answer: { say: 'OpenAPI 3.1.', schema: z.record(z.string(), z.unknown()) },
    errors: [],
  }),
]
