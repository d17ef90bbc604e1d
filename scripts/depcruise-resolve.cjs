// The `@/` alias of tsconfig.json, in the form dependency-cruiser's resolver reads (it cannot parse TypeScript 7's config).
module.exports = { resolve: { alias: { '@': process.cwd() } } }
