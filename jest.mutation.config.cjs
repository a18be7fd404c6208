const config = require('./jest.config.cjs');

// What runs the sources in process: the tests of the bundle, of the faults and of the surroundings would not
// see a mutant, or not sooner.
/** @type {import('jest').Config} */
module.exports = {
  ...config,
  testMatch: ['<rootDir>/test/{lambda,attacks,properties}/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/cdk.out'],
  globalSetup: undefined,
};
