// One file of an entry point and all it imports. A process that loads two thousand modules through a loader needs 120 MB more and two
// seconds longer before it works; building the file takes a third of a second, so it is built before each start and never stale.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Code finds files beside it by `import.meta.url`, which must go on naming where it was written. */
const ownUrls = {
  name: 'own-urls',
  setup({ onLoad }) {
    onLoad({ filter: /\.m?ts$/, namespace: 'file' }, ({ path }) => {
      if (path.includes('/node_modules/')) return
      const contents = readFileSync(path, 'utf8').replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      )
      return { contents, loader: 'ts' }
    })
  },
}

/** CommonJS packages inside an ES module call `require`. */
const REQUIRE = "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);"

/**
 * Builds `scripts/NAME.ts` and returns the path of the result, which `node` runs as it is. Any number of processes may do this at once.
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function bundle(name) {
  const outfile = join(ROOT, '.data', 'build', `${name}.mjs`)
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'scripts', `${name}.ts`)],
    outfile,
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // `pg-native` is loaded by `pg` where it is installed, which it is not; `pdfkit` finds its fonts beside itself.
    external: ['pg-native', 'pdfkit'],
    banner: { js: REQUIRE },
    plugins: [ownUrls],
    logLevel: 'error',
  })
  mkdirSync(dirname(outfile), { recursive: true })
  const unfinished = `${outfile}.${process.pid}`
  writeFileSync(unfinished, outputFiles[0].text)
  renameSync(unfinished, outfile)
  return outfile
}
