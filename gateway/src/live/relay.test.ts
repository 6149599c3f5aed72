import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { type Feed } from './feed';
import { Relay } from './relay';

/** A feed that brings what it is handed. */
class HandFeed implements Feed {
  private readonly ready: (string | Error | undefined)[] = [];
  private wake = () => {};
  isClosed = false;

  readonly events = this.read();

  hand(text: string | Error | undefined): void {
    this.ready.push(text);
    this.wake();
  }

  close(): void {
    this.isClosed = true;
    this.hand(undefined);
  }

  private async *read(): AsyncGenerator<string, void> {
    for (;;) {
      while (this.ready.length === 0) {
        await new Promise<void>(resolve => {
          this.wake = resolve;
        });
      }
      const next = this.ready.shift();
      if (next instanceof Error) throw next;
      if (next === undefined || this.isClosed) return;
      yield next;
    }
  }
}

const heard = (relay: Relay<Feed>) => {
  const texts: string[] = [];
  const done = (async () => {
    for await (const { text } of relay) texts.push(text);
  })();
  return { texts, done };
};

type Step = 'publish' | 'hand to the oldest' | 'hand to the newest' | 'take over' | 'hand all, and break';
const step = fc.constantFrom<Step>(
  'publish',
  'publish',
  'hand to the oldest',
  'hand to the newest',
  'hand to the newest',
  'take over',
  'hand all, and break',
);

test('feeds that take turns lose and double nothing, whatever comes first on which', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async steps => {
      let published = 0;
      const first = new HandFeed();
      let feeds = [{ feed: first, next: 0 }];
      const relay = new Relay<Feed>(first);
      const { texts, done } = heard(relay);
      const hand = async (to: (typeof feeds)[number] | undefined) => {
        if (!to || to.next === published) return;
        to.feed.hand(String(to.next));
        to.next += 1;
        await setImmediate();
      };
      for (const what of steps) {
        feeds = feeds.filter(({ feed }) => !feed.isClosed);
        if (what === 'publish') published += 1;
        if (what === 'hand to the oldest') await hand(feeds[0]);
        if (what === 'hand to the newest') await hand(feeds.at(-1));
        if (what === 'hand all, and break' && feeds.length > 1) {
          const [oldest] = feeds;
          while (!oldest!.feed.isClosed && oldest!.next < published) await hand(oldest);
          oldest!.feed.hand(new Error('broken'));
          await setImmediate();
        }
        if (what === 'take over') {
          const feed = new HandFeed();
          feeds.push({ feed, next: published });
          void relay.replace(feed);
        }
      }
      for (const each of feeds) while (!each.feed.isClosed && each.next < published) await hand(each);
      await setImmediate();
      relay.close();
      await done;
      expect(texts).toEqual(Array.from({ length: published }, (_, number) => String(number)));
    }),
    { numRuns: 300 },
  );
});

test('a new feed that begins with how things stand tells nothing twice', async () => {
  const [old, fresh] = [new HandFeed(), new HandFeed()];
  const relay = new Relay<Feed>(old);
  const { texts, done } = heard(relay);
  old.hand('HELD');
  await setImmediate();
  const replaced = relay.replace(fresh);
  fresh.hand('HELD');
  expect(await replaced).toBe(true);
  fresh.hand('CONFIRMED');
  await setImmediate();
  relay.close();
  await done;
  expect(texts).toEqual(['HELD', 'CONFIRMED']);
});

test('where nothing happens, the new feed takes over after a while', async () => {
  const [old, fresh] = [new HandFeed(), new HandFeed()];
  const relay = new Relay<Feed>(old);
  const { texts, done } = heard(relay);
  expect(await relay.replace(fresh)).toBe(true);
  expect(old.isClosed).toBe(true);
  fresh.hand('1');
  await setImmediate();
  relay.close();
  await done;
  expect(texts).toEqual(['1']);
});

test('a new feed that breaks leaves the old one in its place; so does an old one that broke meanwhile', async () => {
  const [old, broken, fresh] = [new HandFeed(), new HandFeed(), new HandFeed()];
  const relay = new Relay<Feed>(old);
  const { texts, done } = heard(relay);
  const replaced = relay.replace(broken);
  broken.hand(new Error('broken'));
  expect(await replaced).toBe(false);
  old.hand('1');
  const again = relay.replace(fresh);
  old.hand(new Error('broken'));
  expect(await again).toBe(true);
  fresh.hand('2');
  await setImmediate();
  fresh.hand(new Error('gone'));
  await expect(done).rejects.toThrow('gone');
  expect(texts).toEqual(['1', '2']);
});

test('a feed is read no faster than it is heard', async () => {
  const feed = new HandFeed();
  let read = 0;
  const counted = (async function* () {
    for await (const text of feed.events) {
      read += 1;
      yield text;
    }
  })();
  const relay = new Relay<Feed>({ events: counted, close: () => feed.close() });
  for (let number = 0; number < 1_000; number += 1) feed.hand(String(number));
  await setImmediate();
  expect(read).toBeLessThan(100);
  const { texts } = heard(relay);
  while (texts.length < 1_000) await setImmediate();
  relay.close();
});
