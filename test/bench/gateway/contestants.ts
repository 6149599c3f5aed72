import path from 'node:path';
import { nodeFlags, root } from '@ura/local';
import type { SubgraphName } from './graph';
import { grafbaseProgram, peersFolder } from './peers';

/** A gateway that is measured. */
export interface Contestant {
  readonly name: string;
  /** What to run so that it listens on this port of 127.0.0.1. */
  command(port: number): readonly string[];
  settings?(port: number): Readonly<Record<string, string>>;
  /** What each request to it carries. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Given {
  readonly supergraphFile: string;
  readonly urls: Readonly<Record<SubgraphName, string>>;
  readonly grafbaseFile: string;
  readonly gatewaySettings: Readonly<Record<string, string>>;
  readonly token: string;
}

export const APOLLO = '@apollo/gateway';
export const HIVE = 'hive';
export const HIVE_RUST = 'hive, Rust planner';
export const PROXY = 'by hand';
export const GRAFBASE = 'grafbase';
export const URA = 'ura, bare';
export const URA_ALL = 'ura, all on';

/** Everything comes from one address and one person here: what is asked is counted, and nothing refused. */
const UNHURRIED = {
  URA_RATE_PER_VIEWER: '100000000',
  URA_RATE_PER_ORGANISATION: '100000000',
  URA_RATE_PER_ADDRESS: '100000000',
};

/** All of them, the one whose answers are the measure of the others' first. */
export const contestants = (given: Given): readonly Contestant[] => [...peers(given), ...uras(given)];

/** Ura's gateway, as bare as the peers and with everything that a signed-in viewer meets. */
export const uras = (given: Given, moreFlags = (_name: string): readonly string[] => []): Contestant[] => {
  const ura = (name: string, program: string) => ({
    name,
    command: () => [process.execPath, ...nodeFlags('gateway'), ...moreFlags(name), program],
    settings: (port: number) => ({ ...given.gatewaySettings, ...UNHURRIED, URA_PORT: String(port) }),
  });
  return [
    ura(URA, path.join(__dirname, 'bare.js')),
    {
      ...ura(URA_ALL, path.join(root, 'gateway/dist/main.js')),
      headers: { authorization: `Bearer ${given.token}` },
    },
  ];
};

function peers(given: Given): Contestant[] {
  const node = process.execPath;
  const { supergraphFile } = given;
  const hive = (port: number) => [
    node,
    path.join(peersFolder, 'node_modules/.bin/hive-gateway'),
    'supergraph',
    supergraphFile,
    ...['--host', '127.0.0.1', '--port', String(port)],
  ];
  return [
    {
      name: APOLLO,
      command: port => [node, path.join(peersFolder, 'apollo.mjs'), supergraphFile, String(port)],
    },
    { name: HIVE, command: hive },
    { name: HIVE_RUST, command: port => [...hive(port), '--hive-router-runtime'] },
    {
      name: PROXY,
      command: port => [node, path.join(__dirname, 'proxy.js'), JSON.stringify(given.urls), String(port)],
    },
    {
      name: GRAFBASE,
      command: port => [grafbaseProgram, 'dev', '--config', given.grafbaseFile, '--port', String(port)],
      // It writes into the home of whoever starts it.
      settings: () => ({ HOME: path.dirname(given.grafbaseFile) }),
    },
  ];
}
