type Payload = Record<string, unknown> & { uid?: string; grantId?: string; consumed?: number };

const MOST_ENTRIES = 1_000;

/**
 * Where oidc-provider keeps sign-ins: in memory, so a restart signs everybody out. Tokens are not
 * here: they are signed, and live on. The oldest entry goes when there are too many.
 */
export const memory = () => {
  const entries = new Map<string, { payload: Payload; until: number }>();

  const live = (key: string): Payload | undefined => {
    const entry = entries.get(key);
    if (entry && entry.until > Date.now()) return entry.payload;
    entries.delete(key);
    return undefined;
  };

  // An arrow function: oidc-provider calls it once for each kind of thing it keeps.
  return (kind: string) => ({
    async upsert(id: string, payload: Payload, seconds: number) {
      entries.delete(`${kind}:${id}`);
      entries.set(`${kind}:${id}`, { payload, until: Date.now() + seconds * 1_000 });
      const [oldest] = entries.keys();
      if (entries.size > MOST_ENTRIES && oldest) entries.delete(oldest);
    },
    async find(id: string) {
      return live(`${kind}:${id}`);
    },
    async findByUid(uid: string) {
      for (const [key, { payload }] of entries) {
        if (key.startsWith(`${kind}:`) && payload.uid === uid) return live(key);
      }
      return undefined;
    },
    async consume(id: string) {
      const payload = live(`${kind}:${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1_000);
    },
    async destroy(id: string) {
      entries.delete(`${kind}:${id}`);
    },
    async revokeByGrantId(grantId: string) {
      // Of this kind only: the sign-in that is under way knows the grant too, and must live on.
      for (const [key, { payload }] of entries) {
        if (key.startsWith(`${kind}:`) && payload.grantId === grantId) entries.delete(key);
      }
    },
  });
};
