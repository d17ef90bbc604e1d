/**
 * Holds the trees of contracts/test/trees to the tests, and docs/threats.md to the threats: `npm run trees`.
 *
 * The first line of a tree names a function and the test contracts that prove it: `Vault.settle in Vault_spend_test, Vault_budget_test`.
 * A branch begins with `given` or `when`. A leaf begins with `it should` and ends with its test in brackets, without the part that all
 * tests of the function share: `[whenPaused_reverts]` is `test_settle_whenPaused_reverts`. Several leaves may name one test.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'

interface Sources {
  /** File name → text, of contracts/test/trees. */
  trees: Map<string, string>
  /** Texts of the Solidity tests. */
  tests: string[]
  /** Texts of the contracts. */
  contracts: string[]
  /** Text of docs/threats.md. */
  threats: string
}

interface Line {
  depth: number
  text: string
}

/** What changes state but moves no money; every other function needs a tree. Contracts that hold nothing are named as a whole. */
const WITHOUT_MONEY = new Set([
  'Parameters.*',
  'PriceOracle.*',
  'Reports.*',
  'Rewards.addTranche',
  'Rewards.cancelTranche',
  'Rewards.pause',
  'Rewards.pauseAll',
  'Rewards.setMaxStep',
  'Rewards.unpause',
  'Subscriptions.addPlan',
  'Subscriptions.retirePlan',
  'Subscriptions.scheduleChange',
  'Subscriptions.setAutoRenew',
  'Subscriptions.setReferrer',
  'VaultControls.pause',
  'VaultControls.pauseAll',
  'VaultControls.setDailyCap',
  'VaultControls.setOracle',
  'VaultControls.unpause',
])

/** The functions with a body, in the order of the texts: what an interface only declares is left out. */
function functionsOf(texts: string[]): { contract: string; name: string; declaration: string }[] {
  return texts.flatMap((text) => {
    let contract = ''
    const pattern = /^(?:abstract )?contract (\w+)|^ {4}function (\w+)(\([^{;]*)\{/gm
    return [...text.matchAll(pattern)].flatMap(([, opened, name, declaration]) => {
      if (opened) contract = opened
      return name && declaration ? [{ contract, name, declaration }] : []
    })
  })
}

/** `Contract.function` of everything that changes state from outside and may move money. */
export function moneyFunctions(contracts: string[]): string[] {
  return functionsOf(contracts)
    .filter(({ declaration }) => /\b(?:external|public)\b/.test(declaration) && !/\b(?:view|pure)\b/.test(declaration))
    .filter(({ contract, name }) => !WITHOUT_MONEY.has(`${contract}.*`) && !WITHOUT_MONEY.has(`${contract}.${name}`))
    .map(({ contract, name }) => `${contract}.${name}`)
}

function parse(lines: string[]): Line[] {
  return lines.map((line) => {
    const [, indent = '', text = line] = /^((?:[│ ] {2})*)[├└]── (.+)$/.exec(line) ?? []
    return { depth: indent.length / 3, text }
  })
}

/** The next line at this depth or above decides whether a branch goes on below. */
function goesOn(lines: Line[], index: number, depth: number): boolean {
  return lines.slice(index + 1).find((line) => line.depth <= depth)?.depth === depth
}

/** Draws the lines anew: what differs from the file is drawn wrongly there. */
function draw(lines: Line[]): string[] {
  return lines.map(({ depth, text }, index) => {
    const indent = Array.from({ length: depth }, (_, level) => (goesOn(lines, index, level) ? '│  ' : '   '))
    return `${indent.join('')}${goesOn(lines, index, depth) ? '├' : '└'}── ${text}`
  })
}

function shapeProblems(file: string, drawn: string[], lines: Line[]): string[] {
  const wanted = draw(lines)
  return lines.flatMap(({ depth, text }, index) => {
    const place = `${file}:${index + 2}`
    const next = lines[index + 1]?.depth ?? 0
    if (drawn[index] !== wanted[index] || depth > (lines[index - 1]?.depth ?? -1) + 1)
      return [`${place} is drawn wrongly`]
    if (/^(?:given|when) /.test(text)) return next > depth ? [] : [`${place} is a branch without a leaf`]
    if (!/^it should .+ \[\w+\]$/.test(text)) return [`${place} is neither given, when, nor "it should … [test]"`]
    return next > depth ? [`${place} is a leaf with branches`] : []
  })
}

function treeProblems(
  file: string,
  text: string,
  tests: Map<string, Set<string>>,
): { named: string; problems: string[] } {
  const [header = '', ...drawn] = text.trimEnd().split('\n')
  const [, contract, name, homes = ''] = /^(\w+)\.(\w+) in (\w+(?:, \w+)*)$/.exec(header) ?? []
  const named = `${contract}.${name}`
  if (!contract || file !== `${named}.tree`)
    return { named: '', problems: [`${file} must begin with "${basename(file, '.tree')} in TESTS"`] }

  const lines = parse(drawn)
  const problems = shapeProblems(file, drawn, lines)
  const prefix = `test_${name}_`
  const leaves = new Set(lines.flatMap((line) => /\[(\w+)\]$/.exec(line.text)?.[1] ?? []).map((leaf) => prefix + leaf))
  const existing = homes.split(', ').flatMap((home) => {
    const found = tests.get(home)
    if (!found) problems.push(`${file} names ${home}, which is no test contract`)
    return [...(found ?? [])].filter((test) => test.startsWith(prefix))
  })
  for (const leaf of leaves) if (!existing.includes(leaf)) problems.push(`${file}: no test ${leaf} in ${homes}`)
  for (const test of existing) if (!leaves.has(test)) problems.push(`${file}: ${test} is on no leaf`)
  return { named, problems }
}

function threatProblems(threats: string, tests: Map<string, Set<string>>): string[] {
  const existing = [...tests.values()].flatMap((names) => [...names]).filter((name) => name.startsWith('test_threat_'))
  const listed = new Set(threats.match(/\btest_threat_\w+/g))
  return [
    ...existing.filter((name) => !listed.has(name)).map((name) => `docs/threats.md lacks ${name}`),
    ...[...listed]
      .filter((name) => !existing.includes(name))
      .map((name) => `docs/threats.md names ${name}, which is no test`),
  ]
}

export function problemsOf({ trees, tests, contracts, threats }: Sources): string[] {
  const byContract = new Map<string, Set<string>>()
  for (const { contract, name } of functionsOf(tests))
    if (name.startsWith('test')) byContract.set(contract, (byContract.get(contract) ?? new Set()).add(name))

  const checked = [...trees].map(([file, text]) => treeProblems(file, text, byContract))
  const covered = new Set(checked.map(({ named }) => named))
  const money = moneyFunctions(contracts)
  return [
    ...checked.flatMap(({ problems }) => problems),
    ...money.filter((name) => !covered.has(name)).map((name) => `${name} moves money and has no tree`),
    ...[...covered]
      .filter((name) => name !== '' && !money.includes(name))
      .map((name) => `${name} is no function that moves money`),
    ...threatProblems(threats, byContract),
  ]
}

function textsOf(folder: string, ending: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending))
  return new Map(files.sort().map((file) => [file, readFileSync(join(folder, file), 'utf8')]))
}

function main(): number {
  const trees = textsOf('contracts/test/trees', '.tree')
  const problems = problemsOf({
    trees,
    tests: [...textsOf('contracts/test', '.t.sol').values()],
    contracts: [...textsOf('contracts/src', '.sol').values()],
    threats: readFileSync('docs/threats.md', 'utf8'),
  })
  for (const problem of problems) console.error(problem)
  const leaves = [...trees.values()].join('').match(/── it should /g)?.length ?? 0
  console.log(`${trees.size} trees, ${leaves} leaves, ${problems.length} problems`)
  return problems.length === 0 ? 0 : 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = main()
