/**
 * Benchmarks: `npm run bench [-- NAME] [--save]`. Prints tables, and writes `bench/results/NAME.last.json` beside the committed
 * `NAME.json`, which `--save` replaces. Ends with 1 when a must is missed.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from '../scripts/platform/foundry'
import type { Bench, BenchResult, Gate, Measured } from './bench'
import { gas } from './gas/run'
import { index } from './index/run'
import { ingest } from './ingest/run'
import { report } from './report/run'
import { rollups } from './rollups/run'
import { scale } from './scale/run'
import { settling } from './settle/run'
import { web } from './web/run'

const BENCHES: Record<string, Bench> = { gas, index, ingest, report, rollups, scale, settle: settling, web }
const RESULTS = join(ROOT, 'bench', 'results')

type Kept = { unit: string; figures: Record<string, number>; peers: Record<string, number> }

const plain = (measured: Measured): Record<string, number> =>
  Object.fromEntries(Object.entries(measured).map(([name, value]) => [name, Number(value)]))

function readKept(name: string): Kept | null {
  const file = join(RESULTS, `${name}.json`)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : null
}

const say = (line = '') => console.log(line)
const number = (value: number) => value.toLocaleString('en-GB', { maximumFractionDigits: 0 })

function printFigures(title: string, figures: Record<string, number>, before: Record<string, number> | undefined) {
  say(`\n${title}`)
  for (const [name, value] of Object.entries(figures)) {
    const old = before?.[name]
    const change =
      old === undefined || old === value ? '' : `  ${value > old ? '+' : '−'}${number(Math.abs(value - old))}`
    say(`  ${name.padEnd(48)} ${number(value).padStart(12)}${change}`)
  }
}

function isMet(
  { id, must, atLeast }: Gate,
  figures: Record<string, number>,
  bound: number | undefined = must,
): boolean {
  const value = figures[id]
  if (value === undefined || bound === undefined) return false
  return atLeast ? value >= bound : value <= bound
}

/** Returns the musts that are missed. */
function printGates(result: BenchResult, figures: Record<string, number>): Gate[] {
  if (result.gates.length > 0) say('\nMusts and goals')
  for (const gate of result.gates) {
    const must = `must ${number(gate.must)} ${isMet(gate, figures) ? 'met' : 'MISSED'}`
    const goal =
      gate.goal === undefined ? '' : `, goal ${number(gate.goal)} ${isMet(gate, figures, gate.goal) ? 'met' : 'missed'}`
    say(`  ${gate.id.padEnd(48)} ${number(figures[gate.id] ?? Number.NaN).padStart(12)}  ${must}${goal}`)
  }
  return result.gates.filter((gate) => !isMet(gate, figures))
}

async function runOne(bench: Bench, isSaved: boolean): Promise<boolean> {
  const started = performance.now()
  const result = await bench.run()
  const kept: Kept = { unit: bench.unit, figures: plain(result.figures), peers: plain(result.peers) }
  const before = readKept(bench.name)
  printFigures(`${bench.name}, ${bench.unit}`, kept.figures, before?.figures)
  printFigures('Peers, measured in the same run', kept.peers, before?.peers)
  say('\nOurs / theirs')
  for (const { job, peer, of } of result.ratios) say(`  ${of.toFixed(2).padStart(5)}  ${job} / ${peer}`)
  for (const { job, peer, figure: theirs, source } of result.quoted ?? [])
    say(
      `  ${((kept.figures[job] ?? Number.NaN) / theirs).toFixed(2).padStart(5)}  ${job} / ${peer} ${number(theirs)} (${source})`,
    )
  const missed = printGates(result, kept.figures)
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(join(RESULTS, `${bench.name}${isSaved ? '' : '.last'}.json`), `${JSON.stringify(kept, null, 2)}\n`)
  const seconds = Math.round((performance.now() - started) / 1_000)
  const goals = result.gates.filter(({ goal }) => goal !== undefined)
  const reached = goals.filter((gate) => isMet(gate, kept.figures, gate.goal)).length
  say(
    `\nbench ${bench.name}: ${Object.keys(kept.figures).length} figures, ${result.gates.length - missed.length} of ${result.gates.length} musts met, ${reached} of ${goals.length} goals met, ${seconds} s`,
  )
  return missed.length === 0
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options: { save: { type: 'boolean' } }, allowPositionals: true })
  const names = positionals.length > 0 ? positionals : Object.keys(BENCHES)
  const unknown = names.filter((name) => !(name in BENCHES))
  if (unknown.length > 0) {
    console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`)
    return 2
  }
  let isGood = true
  for (const name of names) isGood = (await runOne(BENCHES[name] as Bench, values.save === true)) && isGood
  return isGood ? 0 : 1
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)
