import { build } from 'esbuild'
import { expect, test } from 'vitest'

test('runs in a browser: nothing of Node, of the database or of the environment is in it', async () => {
  const { metafile } = await build({
    ...{ entryPoints: ['lib/verify/verify.ts'], bundle: true, platform: 'browser', format: 'esm' },
    ...{ write: false, metafile: true, logLevel: 'silent' },
  })
  const inputs = Object.keys(metafile.inputs)
  expect(inputs).toContain('lib/indexer/classify.ts')
  expect(
    inputs.filter((name) => /^lib\/(db|env|auth|data|jobs)\/|node_modules\/(drizzle-orm|pg)\//.test(name)),
  ).toEqual([])
})
