// Runs jest and counts, so that the last line says how many tests passed and failed.
'use strict';
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

exports.countTests = (root, args) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ura-tests-'));
  const file = path.join(folder, 'result.json');
  const program = path.join(root, 'node_modules/.bin/jest');
  const { status } = spawnSync(program, [...args, '--json', '--outputFile', file], {
    stdio: ['inherit', 'ignore', 2],
    shell: process.platform === 'win32',
  });
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'));
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    const isWell = status === 0 && result.success && result.numPassedTests > 0;
    return { status: isWell ? 0 : status || 1, line: `${result.numPassedTests} passed, ${failed} failed` };
  } catch {
    return { status: status || 1, line: '0 passed, 1 failed' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
