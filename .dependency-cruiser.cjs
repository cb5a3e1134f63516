// The arrows of the architecture (ARCHITECTURE.md). `tests/unit/boundaries.test.ts` proves that each rule bites.
const rank = ['mail', 'offices', 'accounts', 'companies', 'knowledge', 'conversations', 'tickets', 'outreach', 'reports']
const upward = rank.slice(0, -1).map((domain, i) => ({
  name: `${domain}-imports-only-leftward`,
  severity: 'error',
  from: { path: `^server/${domain}/` },
  to: { path: `^server/(${rank.slice(i + 1).join('|')})/` },
}))
const domain = '^server/(?!platform/|contract/)([^/]+)/'
module.exports = {
  forbidden: [
    ...upward,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'client-sees-only-the-contract',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^server/', pathNot: '^server/contract/' },
    },
    {
      name: 'server-sees-only-shared-and-help',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^client/', pathNot: '^client/(shared|help)/' },
    },
    {
      name: 'client-apps-stay-apart',
      severity: 'error',
      from: { path: '^client/(widget|console|help)/' },
      to: { path: '^client/(widget|console|help)/', pathNot: '^client/$1/' },
    },
    { name: 'shared-is-the-floor', severity: 'error', from: { path: '^client/shared/' }, to: { path: '^client/(?!shared/)' } },
    {
      name: 'contract-is-pure',
      severity: 'error',
      from: { path: '^server/contract/' },
      to: { pathNot: ['^server/contract/', 'node_modules/zod/'] },
    },
    {
      name: 'enter-a-domain-by-its-service',
      severity: 'error',
      from: { path: domain },
      to: { path: domain, pathNot: ['^server/$1/', '^server/[^/]+/service\\.ts$'] },
    },
    { name: 'platform-knows-no-domain', severity: 'error', from: { path: '^server/platform/' }, to: { path: domain } },
    {
      name: 'only-stores-query',
      severity: 'error',
      from: { path: '^server/', pathNot: ['^server/platform/db/', '/store\\.ts$'] },
      to: { path: 'node_modules/kysely/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'express-only-at-the-door',
      severity: 'error',
      from: { path: '^server/', pathNot: ['^server/platform/http/', '/routes\\.ts$', '^server/main\\.ts$'] },
      to: { path: 'node_modules/express/' },
    },
    {
      name: 'inside-knows-no-door',
      severity: 'error',
      from: { path: '/(service|store|rules|access)\\.ts$' },
      to: { path: '/(routes|socket)\\.ts$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: ['node_modules', '^dist/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
}
