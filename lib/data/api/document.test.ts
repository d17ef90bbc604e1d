import { readdirSync, readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { METRIC_IDS } from '../../domain/metrics'
import { ENDPOINTS, openApiDocument } from './document'

const FOLDER = 'api/v1'

/** `GET /api/v1/metrics/{id}` for each method that a route exports. */
function routes(): string[] {
  const files = readdirSync(`app/${FOLDER}`, { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => file.endsWith('/route.ts'))
    .flatMap((file) => {
      const path = `/${FOLDER}/${file.replace(/\/route\.ts$/, '').replaceAll(/\[(\w+)\]/g, '{$1}')}`
      const methods = readFileSync(`app/${FOLDER}/${file}`, 'utf8').matchAll(
        /^export (?:async )?(?:function|const) ([A-Z]+)\b/gm,
      )
      return [...methods].map(([, method]) => `${method} ${path}`)
    })
}

test('every route is in the document with its methods, and nothing else is', () => {
  const documented = Object.entries(openApiDocument().paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(routes().length).toBeGreaterThan(15)
  expect(documented.sort()).toEqual(routes().sort())
  expect(documented).toHaveLength(ENDPOINTS.length)
})

test('the document is OpenAPI 3.1', async () => {
  const validator = new Validator()
  const document = JSON.parse(JSON.stringify(openApiDocument()))
  expect(await validator.validate(document)).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
  const broken = { ...document, paths: { '/x': { get: { responses: { 200: {} } } } } }
  expect(await new Validator().validate(broken)).toMatchObject({ valid: false })
})

test('each endpoint names its own parameters, once, and has an id of its own', () => {
  for (const { path, params = {} } of ENDPOINTS) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(Object.keys(params), path).toEqual(names)
  }
  expect(new Set(ENDPOINTS.map(({ id }) => id)).size).toBe(ENDPOINTS.length)
})

test('an endpoint says what it takes, who may ask, and every refusal with its code', () => {
  const { paths } = openApiDocument() as { paths: Record<string, Record<string, Record<string, unknown>>> }
  const metric = paths['/api/v1/metrics/{id}']?.get
  expect(metric?.parameters).toEqual([
    expect.objectContaining({ name: 'id', in: 'path', required: true, schema: { type: 'string', enum: METRIC_IDS } }),
    expect.objectContaining({ name: 'at', in: 'query' }),
    expect.objectContaining({ name: 'from', in: 'query' }),
    expect.objectContaining({ name: 'to', in: 'query' }),
    expect.objectContaining({ name: 'step', in: 'query', schema: { type: 'string', enum: ['day', 'week', 'month'] } }),
  ])
  expect(Object.keys(metric?.responses as object)).toEqual(['200', '400', '404', '500', '503'])
  expect(JSON.stringify(metric?.responses)).toContain('METRIC_AHEAD')
  const usage = paths['/api/v1/usage']?.post
  expect(usage?.security).toEqual([{ gatewayKey: [] }])
  expect(usage?.parameters).toEqual([
    expect.objectContaining({ name: 'x-cxpt-timestamp', in: 'header', required: true }),
    expect.objectContaining({ name: 'x-cxpt-signature', in: 'header', required: true }),
  ])
  expect(paths['/api/v1/prices']?.get?.security).toEqual([])
})
