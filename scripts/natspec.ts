/**
 * Holds the documentation of the contracts to their code, by the compiler's own syntax tree: `npm run natspec`, a part of verify.
 *
 * Every function that can be called from outside, every event and every error says what it is for. Every parameter and result is named in
 * that text, or in that of the function it refers to as `{function}`. Whoever takes or gives an integer says a unit, here or for the whole
 * contract. Every error a function can run into, also by what it calls within the contracts, is named as `{Error}`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import solc from 'solc'
import { ROOT } from './platform/foundry'

/** A node of solc's syntax tree: only what is asked of it here. */
interface Node {
  id: number
  nodeType: string
  name?: string
  kind?: string
  visibility?: string
  contractKind?: string
  documentation?: { text: string } | string | null
  parameters?: { parameters: Node[] }
  returnParameters?: { parameters: Node[] }
  typeDescriptions?: { typeString?: string }
  baseFunctions?: number[]
  referencedDeclaration?: number
  errorCall?: Node
  expression?: Node
  nodes?: Node[]
}

const UNITS =
  /\b(wei|WAD|bps|micro-USD|USD|seconds?|times?|days?|minutes|hours|periods?|ids?|index|numbers?|count|tokens|points|decimals|block|nonce|version|chain|milliseconds|bytes|leaves|position)\b/i

const docOf = ({ documentation }: Node) =>
  typeof documentation === 'string' ? documentation : (documentation?.text ?? '')
const isInteger = ({ typeDescriptions }: Node) => /\bu?int\d*\b/.test(typeDescriptions?.typeString ?? '')
const named = (list: { parameters: Node[] } | undefined) => (list?.parameters ?? []).filter(({ name }) => name)

/** Calls `visit` for the node and for everything under it. */
function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) for (const each of node) walk(each, visit)
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return
  if ('nodeType' in node) visit(node as Node)
  for (const value of Object.values(node)) walk(value, visit)
}

/** The syntax tree: every node by its id, and the contract of ours that each member belongs to. */
interface Tree {
  byId: Map<number, Node>
  within: Map<number, Node>
}

function parse(sources: Record<string, string>, read: (path: string) => string): Tree {
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(Object.entries(sources).map(([path, content]) => [path, { content }])),
    settings: { outputSelection: { '*': { '': ['ast'] } } },
  }
  const output = JSON.parse(
    solc.compile(JSON.stringify(input), { import: (path: string) => ({ contents: read(path) }) }),
  )
  const broken = (output.errors ?? []).filter(({ severity }: { severity: string }) => severity === 'error')
  if (broken.length > 0) throw new Error(broken[0].formattedMessage)

  const tree: Tree = { byId: new Map(), within: new Map() }
  for (const [path, { ast }] of Object.entries<{ ast: Node }>(output.sources))
    walk(ast, (node) => {
      tree.byId.set(node.id, node)
      if (node.nodeType !== 'ContractDefinition' || !(path in sources)) return
      for (const member of node.nodes ?? []) tree.within.set(member.id, node)
    })
  return tree
}

/** What is missing, a sentence each. `sources`: path → text; `read` finds what they import. */
export function problemsOf(sources: Record<string, string>, read: (path: string) => string): string[] {
  const tree = parse(sources, read)
  const problems: string[] = []
  for (const [id, contract] of tree.within) {
    const member = tree.byId.get(id) as Node
    if (!isPublic(member)) continue
    const place = `${contract.name}.${member.name}`
    const source = sourceOf(member, tree)
    if (source === null) continue
    const text = withReferences(source, tree.within.get(source.id) as Node)
    if (source === member) problems.push(...gapsOf(member, text, docOf(contract)).map((gap) => `${place} ${gap}`))
    if (member.nodeType !== 'FunctionDefinition' || contract.contractKind !== 'contract') continue
    for (const error of errorsOf(member, tree))
      if (!new RegExp(`\\{(\\w+-)?${error}\\}`).test(text))
        problems.push(`${place} can run into ${error} and does not say so`)
  }
  return problems.sort()
}

/** What others see: constructors are told by the contract itself. */
function isPublic({ nodeType, visibility, kind }: Node): boolean {
  if (nodeType === 'EventDefinition' || nodeType === 'ErrorDefinition') return true
  if (nodeType === 'FunctionDefinition' && kind !== 'function') return false
  const isMember = nodeType === 'FunctionDefinition' || nodeType === 'VariableDeclaration'
  return isMember && (visibility === 'public' || visibility === 'external')
}

/** Where the text of a member stands: itself, or what it inherits it from; null when that is a library's, whose text is not ours. */
function sourceOf(member: Node, tree: Tree): Node | null {
  if (!docOf(member).includes('@inheritdoc')) return member
  const base = (member.baseFunctions ?? []).find((id) => tree.within.has(id))
  return base === undefined ? null : sourceOf(tree.byId.get(base) as Node, tree)
}

/** A text with those of the functions that it names as `{function}`: "as {subscribe}" says what that says. */
function withReferences(member: Node, contract: Node): string {
  const text = docOf(member)
  const others = (contract.nodes ?? []).filter(
    (other) => other.nodeType === 'FunctionDefinition' && other !== member && text.includes(`{${other.name}}`),
  )
  return [text, ...others.map(docOf)].join('\n')
}

function gapsOf(member: Node, text: string, general: string): string[] {
  if (!/@notice\s+\S/.test(docOf(member))) return ['has no @notice']
  const all = [...named(member.parameters), ...named(member.returnParameters)]
  const unsaid = all.filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(text)).map(({ name }) => name)
  const given = [...(member.parameters?.parameters ?? []), ...(member.returnParameters?.parameters ?? [])]
  const hasIntegers = given.some(isInteger) || (member.nodeType === 'VariableDeclaration' && isInteger(member))
  return [
    ...(unsaid.length > 0 ? [`does not say what ${unsaid.join(', ')} is`] : []),
    ...(hasIntegers && !UNITS.test(text + general) ? ['names no unit'] : []),
  ]
}

/** The errors of our own contracts that a function can run into, by itself and by the functions within them that it calls. */
function errorsOf(member: Node, { byId, within }: Tree): Set<string> {
  const errors = new Set<string>()
  const seen = new Set<number>()
  const follow = (node: Node) => {
    if (seen.has(node.id)) return
    seen.add(node.id)
    walk(node, ({ nodeType, errorCall, referencedDeclaration }) => {
      if (nodeType === 'RevertStatement') {
        const error = byId.get(errorCall?.expression?.referencedDeclaration ?? -1)
        if (error?.name) errors.add(error.name)
      }
      const target = byId.get(referencedDeclaration ?? -1)
      if (target && ['FunctionDefinition', 'ModifierDefinition'].includes(target.nodeType) && within.has(target.id))
        follow(target)
    })
  }
  follow(member)
  return errors
}

function main(): number {
  const folder = join(ROOT, 'contracts/src')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.sol'))
  const sources = Object.fromEntries(
    files.sort().map((file) => [`contracts/src/${file}`, readFileSync(join(folder, file), 'utf8')]),
  )
  const problems = problemsOf(sources, (path) => readFileSync(join(ROOT, 'node_modules', path), 'utf8'))
  for (const problem of problems) console.error(problem)
  console.log(`${files.length} files of contracts, ${problems.length} gaps in what they say`)
  return problems.length === 0 ? 0 : 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = main()
