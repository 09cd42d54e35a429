/** Who may import whom. The rules are the architecture: see "Where things live" in the README. */

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-imports-only-itself',
      comment: 'The domain is pure: nothing but itself and the generated types.',
      severity: 'error',
      from: { path: '^domain/' },
      to: { pathNot: '^(domain/|schemas/generated/)' },
    },
    {
      name: 'http-knows-no-transport',
      comment: 'Questions and answers over HTTP, for whoever answers them.',
      severity: 'error',
      from: { path: '^http/' },
      to: { pathNot: '^(http|domain)/' },
    },
    {
      name: 'schemas-import-no-system',
      severity: 'error',
      from: { path: '^schemas/' },
      to: { path: '^(producers|projections|infra|test)/' },
    },
    {
      name: 'producers-and-projections-are-strangers',
      severity: 'error',
      from: { path: '^producers/' },
      to: { path: '^projections/' },
    },
    {
      name: 'projections-and-producers-are-strangers',
      severity: 'error',
      from: { path: '^projections/' },
      to: { path: '^producers/' },
    },
    {
      name: 'only-wiring-sees-aws',
      comment: 'The SDK is seen by the adapters in infra/aws, the CLI, and what wires a function to it.',
      severity: 'error',
      from: { path: '^(domain|schemas|producers|projections)/', pathNot: '/(lambda|[a-z-]+-function|npm-entry)\\.ts$' },
      to: { path: '@aws-sdk|@smithy|^infra/' },
    },
    {
      name: 'engine-stands-alone',
      comment: 'The local engine knows AWS, not orders.',
      severity: 'error',
      from: { path: '^infra/local/' },
      to: { path: '^(domain|schemas|producers|projections|infra/(cdk|aws|cli))/' },
    },
    { name: 'nothing-imports-tests', severity: 'error', from: { pathNot: '^test/' }, to: { path: '^test/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
