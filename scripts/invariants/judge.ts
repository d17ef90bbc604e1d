/** What the tests of a file say of the bug that was planted for one of them. */

export interface Results {
  passed: string[]
  failed: string[]
}

/**
 * `found`: the invariant's own test fails and others pass. `foretold`: all of them fail, because a call ended otherwise than its handler
 * expected, which says nothing of the invariant. `missed`: its own test passes.
 */
export interface Judgement {
  is: 'found' | 'foretold' | 'missed'
  /** The numbers of the other tests that failed. */
  also: string[]
}

/** Reads what `forge test --json` printed. */
export function resultsOf(json: string): Results {
  const files: Record<string, { test_results: Record<string, { status: string }> }> = JSON.parse(json)
  const tests = Object.values(files).flatMap(({ test_results }) => Object.entries(test_results))
  const named = (isPassed: boolean) =>
    tests.filter(([, { status }]) => (status === 'Success') === isPassed).map(([name]) => name.replace(/\(\)$/, ''))
  return { passed: named(true), failed: named(false) }
}

export function judge(number: string, { passed, failed }: Results): Judgement {
  const numbers = failed.map((name) => name.split('_')[1] ?? name)
  const also = numbers.filter((other) => other !== number)
  if (!numbers.includes(number)) return { is: 'missed', also }
  return { is: passed.length > 0 ? 'found' : 'foretold', also }
}
