import 'server-only'
import { z } from 'zod'
import { sessionCookie } from '../../auth/cookies'
import { env } from '../../env/env'
import { ERRORS, type ErrorCode } from '../../errors/table'
import { SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../../metering/signature'
import { DISPUTE_ENDPOINTS } from './dispute-endpoints'
import type { Asker, Endpoint } from './endpoint'
import { GATEWAY_ENDPOINTS } from './gateway-endpoints'
import { PUBLIC_ENDPOINTS } from './public-endpoints'
import { REWARD_ENDPOINTS } from './reward-endpoints'

/** The whole API. A test holds it to the routes. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...PUBLIC_ENDPOINTS,
  ...REWARD_ENDPOINTS,
  ...GATEWAY_ENDPOINTS,
  ...DISPUTE_ENDPOINTS,
]

type Json = Record<string, unknown>

/** What every address may answer. */
const ALWAYS: readonly ErrorCode[] = ['DATABASE_AWAY', 'UNEXPECTED']
/** Refusals that end by waiting. */
const WAITING = [429, 503]

const SECURITY: Record<Asker, Json[]> = {
  public: [],
  session: [{ session: [] }],
  gateway: [{ gatewayKey: [] }],
  'gateway-or-session': [{ gatewayKey: [] }, { session: [] }],
  'public-or-session': [{}, { session: [] }],
}

const SIGNATURE = [
  header(TIMESTAMP_HEADER, 'Seconds, at most five minutes off.'),
  header(SIGNATURE_HEADER, '`v1=` and the hexadecimal HMAC-SHA256 of `<timestamp>.<body>` under the key.'),
]

/** The OpenAPI 3.1 document of the API, as JSON. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of ENDPOINTS) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operationOf(endpoint) }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'CXPT Console',
      version: '1',
      description: 'Amounts are decimal strings in their smallest unit. Errors are problem JSON (RFC 9457).',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: jsonSchemaOf(problem) },
      securitySchemes: {
        gatewayKey: { type: 'http', scheme: 'bearer', description: 'The key of a gateway: `cxg_…`.' },
        session: { type: 'apiKey', in: 'cookie', name: sessionCookie(env.NEXTAUTH_URL) },
      },
    },
  }
}

const problem = z.object({
  type: z.string(),
  title: z.string(),
  detail: z.string(),
  status: z.int(),
  code: z.string(),
  say: z.string().describe('a sentence for a person'),
  errors: z.array(z.object({ field: z.string(), say: z.string() })).optional(),
})

function operationOf({ id, say, who, params = {}, query = {}, body, answer, errors }: Endpoint): Json {
  const parameters = [
    ...Object.entries(params).map(([name, schema]) => ({ ...parameter(name, schema), in: 'path', required: true })),
    ...Object.entries(query).map(([name, schema]) => ({ ...parameter(name, schema), in: 'query' })),
    ...(who === 'gateway' ? SIGNATURE : []),
  ]
  const content = { [answer.type ?? 'application/json']: { schema: jsonSchemaOf(answer.schema) } }
  return {
    operationId: id,
    summary: say,
    security: SECURITY[who],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body
      ? { requestBody: { required: true, content: { 'application/json': { schema: jsonSchemaOf(body) } } } }
      : {}),
    responses: { 200: { description: answer.say, content }, ...refusalsOf([...errors, ...ALWAYS]) },
  }
}

function parameter(name: string, schema: z.ZodType): Json {
  const { description, ...rest } = jsonSchemaOf(schema)
  return { name, ...(description ? { description } : {}), schema: rest }
}

function header(name: string, description: string): Json {
  return { name, in: 'header', required: true, description, schema: { type: 'string' } }
}

/** By status: the codes it may have, and what they say. */
function refusalsOf(codes: readonly ErrorCode[]): Record<string, Json> {
  const statuses = [...new Set(codes.map((code) => ERRORS[code].status))].sort((a, b) => a - b)
  return Object.fromEntries(statuses.map((status) => [status, refusalOf(status, codes)]))
}

function refusalOf(status: number, all: readonly ErrorCode[]): Json {
  const codes = [...new Set(all)].filter((code) => ERRORS[code].status === status)
  const schema = {
    allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }],
  }
  return {
    description: codes.map((code) => `\`${code}\`: ${ERRORS[code].say}`).join('\n\n'),
    ...(WAITING.includes(status)
      ? { headers: { 'Retry-After': { description: 'Seconds, where it is known.', schema: { type: 'integer' } } } }
      : {}),
    content: { 'application/problem+json': { schema } },
  }
}

/** As it is sent: before anything of it is turned into numbers or dates. */
function jsonSchemaOf(schema: z.ZodType): Json {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}
