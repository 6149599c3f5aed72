// Installs the dependencies when they are not there, or not those of the lock file.
'use strict';
var childProcess = require('child_process');
var crypto = require('crypto');
var fs = require('fs');
var path = require('path');

function lockHash(root) {
  return crypto
    .createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
}

exports.installIfMissing = root => {
  var stamp = path.join(root, 'node_modules', '.ura-installed');
  var hash = lockHash(root);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === hash) return;
  console.error('Installing the dependencies; this takes a minute or two the first time.');
  // Not `npm ci`: it refuses a lock file that was written where a platform's optional binaries are missing.
  var args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  var npm = process.env.npm_execpath;
  var result = npm
    ? childProcess.spawnSync(process.execPath, [npm].concat(args), { stdio: ['ignore', 2, 2] })
    : childProcess.spawnSync('npm', args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status !== 0) {
    console.error('The dependencies could not be installed; npm says why above.');
    process.exit(1);
  }
  fs.writeFileSync(stamp, lockHash(root));
};
