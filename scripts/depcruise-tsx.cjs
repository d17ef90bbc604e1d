// dependency-cruiser parses everything as plain TypeScript through swc and stops at the first JSX attribute. Preloaded with
// `node --require`, this tells swc which files are TSX.
const swc = require('@swc/core')

const { parseFileSync } = swc
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') })
