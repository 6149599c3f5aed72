export { nodeFlags } from './child';
export { type Hub, type HubOptions, startHub } from './hub';
export { firstData, root, type SubgraphName, settingName, subgraphs, supergraphFile } from './places';
export { freePorts, type Ports, usualPorts } from './ports';
