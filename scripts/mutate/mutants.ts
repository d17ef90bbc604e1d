/**
 * The mutants of a Solidity file: each is one small change that some test must notice. They are read off the compiler's own
 * syntax tree, so comments, strings and imports are never touched. Changes that no test can see are left out where the syntax
 * tells: the lengths of array types.
 */
import { createHash } from 'node:crypto'
import { isNode, type Node, nodesIn, parse, rangeOf } from './syntax'

export interface Mutant {
  file: string
  line: number
  /** What kind of change, in words. */
  kind: string
  from: string
  to: string
  /** Byte range in the file. */
  start: number
  end: number
  /** Names the mutant as long as the file does not change. */
  key: string
}

const OPERATORS: Record<string, string[]> = {
  '<': ['<=', '>'],
  '<=': ['<', '>'],
  '>': ['>=', '<'],
  '>=': ['>', '<'],
  '==': ['!='],
  '!=': ['=='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&&': ['||'],
  '||': ['&&'],
  '&': ['|'],
  '|': ['&'],
  '<<': ['>>'],
  '>>': ['<<'],
  '+=': ['-='],
  '-=': ['+='],
  '++': ['--'],
}

export function mutantsOf(file: string, content: string): Mutant[] {
  const bytes = Buffer.from(content)
  const digest = createHash('sha256').update(bytes).digest('hex')
  const found: Mutant[] = []

  const textOf = (node: Node) => bytes.subarray(...rangeOf(node)).toString()

  function add(kind: string, [start, end]: [number, number], to: string) {
    const from = bytes.subarray(start, end).toString()
    const line = bytes.subarray(0, start).toString().split('\n').length
    const key = createHash('sha256').update(`${digest} ${start} ${end} ${to}`).digest('hex').slice(0, 20)
    found.push({ file, line, kind, from, to, start, end, key })
  }

  /** Takes a statement out, and leaves an empty block where a body needs one. A `for` header needs none. */
  function remove(kind: string, node: Node) {
    const [start, end] = rangeOf(node)
    if (bytes[end] === ';'.charCodeAt(0)) add(kind, [start, end + 1], '{}')
    else add(kind, [start, end], isBlockEnd(end) ? '{}' : '')
  }

  const isBlockEnd = (end: number) => bytes[end - 1] === '}'.charCodeAt(0)

  /** Swaps the operator, which stands alone between its two operands but for blanks and parentheses. */
  function swapOperator(operator: string, left: Node, right: Node) {
    const from = rangeOf(left)[1]
    const start = from + bytes.subarray(from, rangeOf(right)[0]).indexOf(operator)
    for (const to of OPERATORS[operator] ?? []) add('operator', [start, start + operator.length], to)
  }

  function isRevert(statement: Node): boolean {
    if (statement.nodeType !== 'Block') return statement.nodeType === 'RevertStatement'
    const inner = statement.statements as Node[]
    return inner.length === 1 && inner[0]?.nodeType === 'RevertStatement'
  }

  function negate(condition: Node) {
    if (condition.nodeType !== 'BinaryOperation') add('condition', rangeOf(condition), `!(${textOf(condition)})`)
  }

  function visitCall(node: Node) {
    const callee = node.expression as Node
    const [first, second] = (node.arguments as Node[]).map(textOf)
    const [, end] = rangeOf(callee)
    const receiver = isNode(callee.expression) ? textOf(callee.expression) : ''
    const isLibrary = receiver === 'Math'
    if (callee.memberName === 'min' || callee.memberName === 'max')
      add('min or max', [end - 3, end], callee.memberName === 'min' ? 'max' : 'min')
    if (callee.memberName === 'mulDiv')
      add('rounding', [rangeOf(node)[1] - 1, rangeOf(node)[1]], ', Math.Rounding.Ceil)')
    if (callee.memberName === 'ceilDiv')
      add('rounding', rangeOf(node), isLibrary ? `((${first}) / (${second}))` : `((${receiver}) / (${first}))`)
    if (callee.memberName === 'saturatingSub')
      add('clamp', rangeOf(node), isLibrary ? `((${first}) - (${second}))` : `((${receiver}) - (${first}))`)
  }

  function visitLiteral(node: Node) {
    const text = textOf(node)
    if (node.kind === 'bool') add('boolean', rangeOf(node), text === 'true' ? 'false' : 'true')
    if (node.kind !== 'number') return
    add('number', rangeOf(node), `(${text} + 1)`)
    if (text !== '0') add('number', rangeOf(node), `(${text} - 1)`)
  }

  function visitStatement(node: Node) {
    const expression = node.expression as Node
    remove('statement', node)
    const target = expression.leftHandSide as Node | undefined
    if (target?.nodeType !== 'TupleExpression') return
    // A tuple sets several fields in one statement: each of them is left out once.
    for (const component of (target.components as (Node | null)[]).filter(isNode))
      add('assignment', rangeOf(component), '')
  }

  const visitors = new Map<string, (node: Node) => void>([
    ['ExpressionStatement', visitStatement],
    ['FunctionCall', visitCall],
    ['Literal', visitLiteral],
    ['EmitStatement', (node) => remove('event', node)],
    [
      'Assignment',
      (node) => swapOperator(node.operator as string, node.leftHandSide as Node, node.rightHandSide as Node),
    ],
    [
      'BinaryOperation',
      (node) => {
        const [left, right] = [node.leftExpression as Node, node.rightExpression as Node]
        swapOperator(node.operator as string, left, right)
        if (node.operator !== '/') return
        add('rounding', rangeOf(node), `((${textOf(left)} + ${textOf(right)} - 1) / (${textOf(right)}))`)
      },
    ],
    [
      'UnaryOperation',
      (node) => {
        const [start] = rangeOf(node)
        if (node.operator === '!') add('condition', [start, start + 1], '')
        for (const to of node.prefix ? (OPERATORS[node.operator as string] ?? []) : [])
          if (to.length === 2) add('operator', [start, start + 2], to)
      },
    ],
    [
      'IfStatement',
      (node) => {
        if (isRevert(node.trueBody as Node) && !node.falseBody) remove('check', node)
        else negate(node.condition as Node)
      },
    ],
    [
      'Conditional',
      (node) => {
        const [whenTrue, whenFalse] = [node.trueExpression as Node, node.falseExpression as Node]
        const range: [number, number] = [rangeOf(whenTrue)[0], rangeOf(whenFalse)[1]]
        add('condition', range, `${textOf(whenFalse)} : ${textOf(whenTrue)}`)
      },
    ],
    [
      'ModifierInvocation',
      (node) => {
        if (textOf(node) === 'restricted') add('modifier', rangeOf(node), '')
      },
    ],
  ])

  function visit(node: Node) {
    if (node.nodeType === 'ArrayTypeName') return
    visitors.get(node.nodeType)?.(node)
    nodesIn(node).forEach(visit)
  }
  visit(parse(file, content))
  return found.sort((a, b) => a.start - b.start)
}

/** The file with one mutant in it. */
export function apply(content: string, { start, end, to }: Mutant): string {
  const bytes = Buffer.from(content)
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(to), bytes.subarray(end)]).toString()
}
