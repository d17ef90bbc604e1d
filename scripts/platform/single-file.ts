import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { build } from 'esbuild'
import { ROOT } from './foundry'

type Page = {
  /** Of this repository: what runs in it, what it looks like, where it is committed. */
  entry: string
  template: string
  target: string
  /** The command that writes it. */
  command: string
  /** What stands for `{{name}}` in the template: plain text. */
  words?: Readonly<Record<string, string>>
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')

const CODES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Throws an Error that names a word the template wants and nobody gave. */
function worded(template: string, words: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const text = words[name]
    if (text === undefined) throw new Error(`The template wants the word ${name}.`)
    return text.replace(/[&<>"]/g, (character) => CODES[character] ?? character)
  })
}

/** Styles are the template's own; the script, its hash and that of the styles go where `__SCRIPT__` and the like stand. */
async function render({ entry, template, words = {} }: Page): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [ROOT + entry],
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
  const page = worded(readFileSync(ROOT + template, 'utf8'), words)
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ''
  return page
    .replace('__SCRIPT_HASH__', () => sha256(script))
    .replace('__STYLE_HASH__', () => sha256(style))
    .replace('__SCRIPT__', () => script)
}

/**
 * Writes a page that is one file, or with `--check` writes nothing and answers 1 when the committed one is stale. The answer is the exit
 * code; the same source gives the same bytes.
 */
export async function singleFile(page: Page, args: readonly string[]): Promise<number> {
  const text = await render(page)
  const path = ROOT + page.target
  const isStale = !existsSync(path) || readFileSync(path, 'utf8') !== text
  if (args.includes('--check')) {
    if (isStale) console.error(`${page.target} is stale: run "${page.command}" and commit the result.`)
    return isStale ? 1 : 0
  }
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  const hash = createHash('sha256').update(text).digest('hex')
  console.log(`Wrote ${page.target}, ${Buffer.byteLength(text)} bytes, SHA-256 ${hash}.`)
  return 0
}
