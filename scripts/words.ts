import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseSync } from 'oxc-parser'

/**
 * Finds English that stands in a page or a component instead of `lib/messages` (decision 014): text between tags, an attribute
 * that is shown or read out, a literal of two words or more. Classes, paths and what only a programmer reads are none.
 */
const FOLDERS = ['app', 'components']

/** Specimens of the parts, shown to whoever builds with them. */
const SPECIMENS = /^app\/\(site\)\/design\//

/** Headers, conditions of style sheets, commands, drawings, names of programs and of roles. */
const CODE = /^(attachment;|text\/|application\/|\(prefers-|<svg|npm run |--\w|[A-Z]+$|CXPT Console$)/

/** Attributes that nobody reads. */
const CODE_ATTRIBUTES = new Set(
  `action aria-keyshortcuts as autoComplete className clipPath d dominantBaseline encType fill fontFamily form href htmlFor id inputMode key lang
  markerEnd mask media method name path pattern patternTransform patternUnits points preserveAspectRatio rel role sizes src stroke
  strokeDasharray strokeLinecap strokeLinejoin style target textAnchor transform translate type vectorEffect viewBox`.split(
    /\s+/,
  ),
)

/** Calls whose arguments are code: classes, queries, failures that only a programmer sees. */
const CODE_CALLS =
  /^(cn|classes|cva|matchMedia|querySelector|querySelectorAll|closest|matches|Error|RangeError|TypeError|RegExp|addEventListener|import|dynamic|setProperty|fetch)$/

const TWO_WORDS = /\p{L}{2,}[,.:;]?\s+\p{L}+/u
const WORD = /\p{L}{2,}/u

export type Found = { file: string; line: number; text: string }

type Node = { type: string; start: number; [key: string]: unknown }

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string'

/** The English of one source. */
export function wordsIn(file: string, source: string): Found[] {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0]?.message}`)
  const found: Found[] = []
  const keep = ({ start }: Node, text: string) => {
    const line = source.slice(0, start).split('\n').length
    found.push({ file, line, text: text.trim().replace(/\s+/g, ' ') })
  }
  const look = (node: Node): void => {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
      case 'TSTypeAnnotation':
      case 'TSTypeAliasDeclaration':
      case 'TSInterfaceDeclaration':
        return
      case 'JSXAttribute':
        lookAtAttribute(node)
        return
      case 'JSXText':
        if (WORD.test(String(node.value)) && !CODE.test(String(node.value).trim())) keep(node, String(node.value))
        return
      case 'CallExpression':
      case 'NewExpression':
        if (CODE_CALLS.test(nameOfCall(node.callee as Node))) return
        break
      case 'ExpressionStatement':
        if (typeof node.directive === 'string') return
        break
      case 'Literal':
        if (typeof node.value === 'string' && isEnglish(node.value)) keep(node, node.value)
        return
      case 'TemplateLiteral': {
        const text = (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('…')
        if (isEnglish(text)) keep(node, text)
        for (const part of node.expressions as Node[]) look(part)
        return
      }
    }
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) look(child)
    }
  }
  const lookAtAttribute = ({ name, value }: Node) => {
    const attribute = String((name as Node).name)
    if (!isNode(value) || CODE_ATTRIBUTES.has(attribute) || attribute.startsWith('data-')) return
    if (value.type !== 'Literal') {
      look(value)
      return
    }
    // One word with a capital is a label; one without is a variant.
    const text = String(value.value)
    if ((/^\p{Lu}\p{L}/u.test(text) && !CODE.test(text)) || isEnglish(text)) keep(value, text)
  }
  look(program as unknown as Node)
  return found
}

function nameOfCall(callee: Node): string {
  const name = callee.type === 'MemberExpression' ? (callee.property as Node) : callee
  return String(name.name ?? name.type)
}

const isEnglish = (text: string) => TWO_WORDS.test(text) && !CODE.test(text.trim()) && !isClasses(text)

/** Utility classes: more than half of the parts have a hyphen, a bracket or a colon inside, or are words of style sheets. */
function isClasses(text: string): boolean {
  const parts = text.split(/[\s…]+/).filter(Boolean)
  const isMarked = (part: string) =>
    (/[a-z0-9][-:[/(][a-z0-9[(&]/.test(part) && /^[-a-z0-9[&>*]/.test(part) && !/[,.:;]$/.test(part)) ||
    /^(flex|grid|block|inline|hidden|relative|absolute|sticky|fixed|grow|truncate|underline|border|tabular|group|table|num|mono|w|h|items)$/.test(
      part,
    )
  return parts.filter(isMarked).length * 2 > parts.length
}

function sourcesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => join(folder, file))
    .sort()
}

function main(): number {
  const found = FOLDERS.flatMap(sourcesIn)
    .filter((file) => !SPECIMENS.test(file))
    .flatMap((file) => wordsIn(file, readFileSync(file, 'utf8')))
  for (const { file, line, text } of found) console.log(`${file}:${line}: ${text}`)
  if (found.length > 0) console.log(`${found.length} texts belong into lib/messages/en (decision 014).`)
  return found.length > 0 ? 1 : 0
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = main()
