import { rmSync } from 'node:fs';

const globalTeardown = async (): Promise<void> => {
  await globalThis.uraPostgres?.server.stop();
  if (globalThis.uraPostgres) rmSync(globalThis.uraPostgres.folder, { recursive: true, force: true });
};

// biome-ignore lint/style/noDefaultExport: jest asks for one
export default globalTeardown;
