/** The compiler's syntax tree of one file, without its meaning. */
import solc from 'solc'

export interface Node {
  nodeType: string
  src: string
  [field: string]: unknown
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'nodeType' in value

export function nodesIn(node: Node): Node[] {
  return Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isNode)
}

export function rangeOf(node: Node): [number, number] {
  const [start = 0, length = 0] = node.src.split(':').map(Number)
  return [start, start + length]
}

export function parse(file: string, content: string): Node {
  const input = {
    language: 'Solidity',
    sources: { [file]: { content } },
    settings: { stopAfter: 'parsing', outputSelection: { '*': { '': ['ast'] } } },
  }
  const { sources, errors } = JSON.parse(solc.compile(JSON.stringify(input)))
  if (!sources?.[file]) throw new Error(`${file} does not parse: ${JSON.stringify(errors)}`)
  return sources[file].ast
}
