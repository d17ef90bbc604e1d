/**
 * Builds public/cxpt-exit.html, the page that works as a saved file with a wallet and a node alone: `npm run exit-page`. With `--check` nothing
 * is written, and a stale file is named with exit code 1.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { build } from 'esbuild'
import { ROOT } from './platform/foundry'

const TARGET = `${ROOT}public/cxpt-exit.html`

async function render(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${ROOT}scripts/exit/main.ts`],
    bundle: true,
    write: false,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    legalComments: 'none',
    logLevel: 'error',
  })
  // A closing tag inside a string of the script would end it.
  const script = (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script').trim()
  const hash = createHash('sha256').update(script).digest('base64')
  return readFileSync(`${ROOT}scripts/exit/page.html`, 'utf8')
    .replace('__SCRIPT_HASH__', () => hash)
    .replace('__SCRIPT__', () => script)
}

async function main(): Promise<number> {
  const page = await render()
  const isStale = !existsSync(TARGET) || readFileSync(TARGET, 'utf8') !== page
  if (process.argv.includes('--check')) {
    if (isStale) console.error('public/cxpt-exit.html is stale: run "npm run exit-page" and commit the result.')
    return isStale ? 1 : 0
  }
  mkdirSync(dirname(TARGET), { recursive: true })
  writeFileSync(TARGET, page)
  const hash = createHash('sha256').update(page).digest('hex')
  console.log(`Wrote public/cxpt-exit.html, ${page.length} bytes, SHA-256 ${hash}.`)
  return 0
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  },
)
