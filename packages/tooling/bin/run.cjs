#!/usr/bin/env node
// The commands of the repository. It is plain old JavaScript, because it must run, and say what is
// missing, before anything is installed and on a Node that is too old for the rest.
'use strict';
var path = require('path');
var root = path.resolve(__dirname, '../../..');
process.chdir(root);

var wanted = [20, 19];
var version = process.versions.node.split('.').map(Number);
if (version[0] < wanted[0] || (version[0] === wanted[0] && version[1] < wanted[1])) {
  console.error(
    'Ura needs Node ' + wanted.join('.') + ' or newer; this is Node ' + process.versions.node + '.',
  );
  process.exit(1);
}

process.env.APOLLO_TELEMETRY_DISABLED = '1';
process.env.TURBO_TELEMETRY_DISABLED = '1';
process.env.DO_NOT_TRACK = '1';

var command = process.argv[2];
var rest = process.argv.slice(3);
require('./install.cjs').installIfMissing(root);
require('./commands.cjs').run(command, rest, root);
