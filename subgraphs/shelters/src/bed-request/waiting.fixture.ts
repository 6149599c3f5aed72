import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import { type House, type Site, woman } from '../stay/house.fixture';

const shown =
  '{ id status risk people { sex } answerBy shelter { id } hold { id status } requestedBy { id } }';
const page = 'totalCount edges { node { id status } } pageInfo { hasNextPage endCursor }';

interface Listed {
  readonly id: string;
  readonly status: string;
}

/** What people do with the waiting list, over HTTP. */
export const waitingList = (site: Site) => {
  const tell = (viewer: Member, mutation: string, input: object) =>
    site.client.ask(
      viewer,
      `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) ${shown} }`,
      { input },
    );

  const list = async (
    viewer: Member,
    box: 'INBOX' | 'OUTBOX',
    statuses: string,
    after?: string,
  ): Promise<Listed[]> => {
    const answer = await site.client.ask(
      viewer,
      `query ($after: String) { bedRequests(box: ${box}, statuses: [${statuses}], first: 100, after: $after) { ${page} } }`,
      { after },
    );
    const { edges, pageInfo } = answer.data.bedRequests;
    const here = edges.map(({ node }: { node: Listed }) => node);
    return pageInfo.hasNextPage
      ? [...here, ...(await list(viewer, box, statuses, pageInfo.endCursor))]
      : here;
  };

  return {
    tell,
    list: (viewer: Member, box: 'INBOX' | 'OUTBOX', statuses = 'OPEN, OFFERED, PLACED, CANCELLED, UNMET') =>
      list(viewer, box, statuses),

    request: async (viewer: Member, need: object = {}): Promise<string> => {
      const input = {
        need: { people: [woman], risk: 'MEDIUM', country: 'AL', ...need },
        idempotencyKey: newId(),
      };
      const { data, errors } = await tell(viewer, 'requestBed', input);
      if (errors) throw new Error(JSON.stringify(errors));
      return data.requestBed.id;
    },

    offer: ({ staff, shelter }: House, bedRequestId: string, more: object = {}) =>
      tell(staff, 'offerBed', {
        bedRequestId,
        shelterId: shelter.id,
        minutes: 30,
        idempotencyKey: newId(),
        ...more,
      }),

    /** Lets an offer's time run out. */
    lapse: async (id: string) => {
      const [[{ hold_id }]] = await site.test.owner.query(
        `update bed_request set answer_by = answer_by - interval '2 hours' where id = $1 returning hold_id`,
        [id],
      );
      await site.ago(hold_id, '2 hours');
    },
  };
};
