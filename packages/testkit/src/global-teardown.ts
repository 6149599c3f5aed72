const globalTeardown = async (): Promise<void> => {
  await globalThis.uraPostgres?.stop();
};

// biome-ignore lint/style/noDefaultExport: jest asks for one
export default globalTeardown;
