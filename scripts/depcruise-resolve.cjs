// The aliases of tsconfig.json, in the form dependency-cruiser's resolver reads (it cannot parse TypeScript 7's config).
module.exports = {
  resolve: { alias: { '@/messages': `${process.cwd()}/lib/messages/en`, '@': process.cwd() } },
}
