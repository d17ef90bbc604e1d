/** Reads the coverage format `lcov`: counts, and where something is missing. */

type Kind = 'lines' | 'branches' | 'functions'

export interface Report {
  /** One line, with two decimals rounded down: 100.00% is said of all only. */
  summary: string
  /** `file:line`, with what is missing there. */
  missing: string[]
}

/** Of the files under `folder`. A report that counts nothing is an error, for it would look like full coverage. */
export function report(lcov: string, folder: string): Report {
  const counts: Record<Kind, { hit: number; all: number }> = {
    lines: { hit: 0, all: 0 },
    branches: { hit: 0, all: 0 },
    functions: { hit: 0, all: 0 },
  }
  const missing: string[] = []

  for (const record of lcov.split('end_of_record')) {
    const file = /^SF:(.*)$/m.exec(record)?.[1]
    if (!file?.startsWith(folder)) continue

    function count(kind: Kind, isHit: boolean, line: string, what: string) {
      counts[kind].all += 1
      if (isHit) counts[kind].hit += 1
      else missing.push(`${file}:${line} ${what}`)
    }
    const lineOf = new Map([...record.matchAll(/^FN:(\d+),(?:\d+,)?(.*)$/gm)].map(([, line, name]) => [name, line]))

    for (const [, line = '', hits] of record.matchAll(/^DA:(\d+),(\d+)/gm)) count('lines', hits !== '0', line, 'line')
    for (const [, line = '', branch, hits] of record.matchAll(/^BRDA:(\d+),(\d+,\d+),(\d+|-)$/gm))
      count('branches', hits !== '0' && hits !== '-', line, `branch ${branch}`)
    for (const [, hits, name = ''] of record.matchAll(/^FNDA:(\d+),(.*)$/gm))
      count('functions', hits !== '0', lineOf.get(name) ?? '?', `function ${name}`)
  }
  if (counts.lines.all === 0 || counts.functions.all === 0) throw new Error(`The report knows nothing of ${folder}`)

  const percent = ({ hit, all }: { hit: number; all: number }) =>
    `${(all === 0 ? 100 : Math.floor((hit / all) * 10_000) / 100).toFixed(2)}%`
  const parts = Object.entries(counts).map(([kind, each]) => `${kind} ${percent(each)} (${each.hit} of ${each.all})`)
  return { summary: `coverage: ${parts.join(', ')}`, missing }
}
