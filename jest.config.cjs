/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/cdk.out', '<rootDir>/.cache'],
  collectCoverageFrom: ['context/**/*.ts', 'lambda/**/*.ts', 'lib/**/*.ts'],
  coverageDirectory: 'coverage',
  coverageReporters: ['text', 'lcovonly'],
  coverageThreshold: {
    global: { branches: 95 },
    ...Object.fromEntries(
      ['authn', 'authz', 'config', 'credentials', 'domain', 'events', 'responses', 'tenancy'].map((stage) => [
        `./lambda/${stage}/`,
        { branches: 95 },
      ]),
    ),
  },
  testTimeout: 30_000,
  // One more than the cores of a small machine: the fault tests wait more than they work.
  maxWorkers: 3,
};
