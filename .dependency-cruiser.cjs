/** The levels of docs/architecture.md. A folder may import lower levels only; two folders of one level never import each other. */
const LEVELS = [
  ['contracts-abi', 'lib/domain'],
  ['lib/errors', 'lib/env', 'lib/messages'],
  ['lib/chain', 'lib/db'],
  ['lib/auth', 'lib/indexer', 'lib/metering', 'lib/rewards', 'lib/reports', 'lib/metrics', 'lib/tx', 'lib/queries'],
  ['lib/data', 'lib/jobs', 'lib/verify'],
  ['lib/actions'],
  ['components/ui', 'components/charts'],
  ['components/wallet'],
  ['components/tx'],
  [
    'components/supply',
    'components/plans',
    'components/account',
    'components/rewards',
    'components/provider',
    'components/admin',
    'components/finance',
    'components/status',
    'components/usage',
    'components/network',
    'components/exit',
    'components/palette',
  ],
  ['app', 'scripts', 'e2e', 'contracts/deploy', 'bench'],
]
const TEST = '\\.test(-d)?\\.tsx?$'

/** Edges that may import each other: scripts drive the deploy code, browser tests start the platform. */
const EDGES = {
  scripts: ['contracts/deploy'],
  e2e: ['scripts', 'contracts/deploy'],
  bench: ['scripts', 'contracts/deploy', 'e2e'],
}

const rules = LEVELS.flatMap((folders, level) =>
  folders.map((folder) => {
    const forbidden = LEVELS.slice(level)
      .flat()
      .filter((other) => other !== folder && !(EDGES[folder] ?? []).includes(other))
    return {
      name: `level-${level}-${folder.replace(/\W/g, '-')}`,
      comment: `${folder} is level ${level}: it may import lower levels only (docs/architecture.md). Move the shared part down, or pass it in.`,
      severity: 'error',
      from: { path: `^${folder}/`, pathNot: TEST },
      to: { path: forbidden.map((other) => `^${other}/`) },
    }
  }),
)

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'A circle: split the part that both need into a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that cannot be resolved is not checked either.',
      severity: 'error',
      from: { path: '^(app|components|lib|scripts|e2e|contracts|bench|proxy)' },
      to: { couldNotResolve: true, pathNot: '^(server-only)$' },
    },
    {
      name: 'pure-domain',
      comment: 'lib/domain is pure: pass time, randomness and data in.',
      severity: 'error',
      from: { path: '^lib/domain/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-react-below',
      comment:
        'No React or Next in indexer, metering, rewards, reports, metrics, tx, jobs and below: scripts and workers load them.',
      severity: 'error',
      from: {
        path: '^lib/(domain|errors|messages|chain|db|indexer|metering|rewards|reports|metrics|tx|jobs|verify)/',
        pathNot: TEST,
      },
      to: { path: 'node_modules/(react|react-dom|next|next-auth)/' },
    },
    {
      name: 'browser-free-of-server',
      comment:
        'Components and client-safe folders never import the database or the session. Types of lib/data may be imported; its code cannot: it is marked server-only, and the build refuses it.',
      severity: 'error',
      from: { path: '^(components|lib/(tx|queries|domain|errors|messages))/', pathNot: TEST },
      to: {
        path: '^lib/(db|auth|indexer|reports|jobs)/',
        // What a browser needs to check a report: no Node, no database.
        pathNot: '^lib/reports/(verify/(files|manifest|check-files)|data-root|sheet-names)\\.ts$',
      },
    },
    ...rules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|out|cache|\\.data|node_modules/\\.cache|bench/index/ponder)' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    webpackConfig: { fileName: 'scripts/depcruise-resolve.cjs' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
