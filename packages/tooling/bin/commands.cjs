// What each `npm run …` of the repository does, once the dependencies are there.
'use strict';
const { spawn, spawnSync } = require('node:child_process');
const { writeSync } = require('node:fs');
const path = require('node:path');
const { countTests } = require('./count.cjs');

exports.run = (command, rest, root) => {
  const local = name => path.join(root, 'packages/local/dist', `${name}.js`);
  const node = (...args) => step(process.execPath, args);
  const tool = (name, ...args) => step(path.join(root, 'node_modules/.bin', name), args);

  // Everything that is not asked for goes to standard error, so that `npm run token` prints a token only.
  function step(program, args, options = {}) {
    const { status } = spawnSync(program, args, {
      stdio: ['inherit', 2, 2],
      shell: process.platform === 'win32',
      ...options,
    });
    if (status !== 0) process.exit(status ?? 1);
  }
  // Says nothing while all is well; what does not build is shown whole.
  const build = () => {
    const turbo = path.join(root, 'node_modules/.bin/turbo');
    const args = ['run', 'build', '--output-logs=errors-only', '--log-order=grouped'];
    const { status, stdout, stderr } = spawnSync(turbo, args, { shell: process.platform === 'win32' });
    if (status === 0) return;
    writeSync(2, `${stdout}${stderr}`);
    process.exit(status ?? 1);
  };
  const jest = (...args) => ['--config', path.join(root, 'packages/tooling/jest.config.cjs'), ...args];

  const inspect = () => {
    build();
    node(local('sync'), '--check');
    tool('biome', 'ci', '--error-on-warnings', '.');
    tool('turbo', 'boundaries');
  };
  const commands = {
    start() {
      build();
      require(local('main'));
    },
    dev() {
      build();
      process.env.URA_RELOAD = '1';
      const watch = [
        path.join(root, 'node_modules/.bin/turbo'),
        ['watch', 'build', '--output-logs=errors-only'],
      ];
      const watcher = spawn(...watch, {
        stdio: ['ignore', 'ignore', 2],
        shell: process.platform === 'win32',
      });
      process.once('exit', () => watcher.kill());
      require(local('main'));
    },
    sync() {
      build();
      node(local('sync'), ...rest);
    },
    check() {
      inspect();
      const slow = ['\\.int\\.test\\.ts$', '\\.e2e\\.ts$', '/dist/'];
      tool('jest', ...jest(...rest, '--testPathIgnorePatterns', ...slow));
    },
    'check:guards'() {
      build();
      step(process.execPath, [path.join(root, 'test/dist/guards/main.js'), ...rest], { stdio: 'inherit' });
    },
    test() {
      inspect();
      const { status, line } = countTests(root, jest(...rest));
      writeSync(1, `${line}\n`);
      process.exit(status);
    },
    bench() {
      build();
      node(path.join(root, 'test/dist/bench/main.js'), ...rest);
    },
    token() {
      step(process.execPath, [path.join(root, 'packages/identity/dist/token.js'), ...rest], {
        stdio: 'inherit',
      });
    },
  };
  if (!Object.hasOwn(commands, command)) {
    console.error(`There is no command "${command}". There are: ${Object.keys(commands).join(', ')}.`);
    process.exit(1);
  }
  commands[command]();
};
