import type { Member, Role } from '@ura/access';
import { newId } from '@ura/database';
import { caseManager, mutate, openCase, type Stage, stage } from '../testing';

export const POLICE_VLORE = 'ef65f3e7-12e7-46a4-bb25-13b54d72d208';
export const ONAC = 'b2d5de83-7695-42c5-af45-d13e5606b3eb';
export const CPU_VLORE = '6d34ee80-a28f-4768-bcc1-579247d6abc4';

export const NOTICE = `id to status caseCode child urgency dueAt sentAt acknowledgedAt protocolNumber survivorInformed
  notInformedReason notRequiredReason case { id } from { id } recipient { id } region { id }`;

/** A notice as it was answered. */
export interface Shown {
  readonly id: string;
  readonly to: string;
  readonly status: string;
  readonly [field: string]: unknown;
}

export interface Edge {
  readonly node: Shown;
}

/** Somebody who takes notices, at the police of Vlora unless said. */
export const officer = (organisationId = POLICE_VLORE, role: Role = 'POLICE_LIAISON'): Member => ({
  ...caseManager(organisationId),
  roles: [role],
});

export interface Desk extends Stage {
  noticesOf(viewer: Member, caseId: string): Promise<Shown[]>;
  box(
    viewer: Member,
    which: 'INBOX' | 'OUTBOX',
    more?: string,
  ): Promise<{ nodes: Shown[]; totalCount: number }>;
  /** A case of trafficking in Vlora, with its notice for the police. */
  trafficked(more?: object): Promise<{ ana: Member; id: string; all: Shown[]; police: Shown }>;
  send(viewer: Member, noticeId: string, more?: object): ReturnType<typeof mutate>;
  acknowledge(viewer: Member, noticeId: string, more?: object): ReturnType<typeof mutate>;
  /** Its time is over. */
  passes(noticeId: string): Promise<unknown>;
}

/** Where notices are sent from, with everything real. */
export const openDesk = async (): Promise<Desk> => {
  const on = await stage();
  const noticesOf: Desk['noticesOf'] = async (viewer, id) => {
    const query = `query ($id: ID!) { case(id: $id) { code notices { ${NOTICE} } } }`;
    return (await on.client.ask(viewer, query, { id })).data.case.notices;
  };
  return {
    ...on,
    noticesOf,
    box: async (viewer, which, more = '') => {
      const query = `{ notices(box: ${which}${more}) { totalCount edges { node { ${NOTICE} } } } }`;
      const { notices } = (await on.client.ask(viewer, query)).data;
      return { ...notices, nodes: notices.edges.map(({ node }: Edge) => node) };
    },
    trafficked: async more => {
      const ana = caseManager();
      const id = await openCase(on.client, ana, { kind: 'TRAFFICKING', ...more });
      const all = await noticesOf(ana, id);
      return { ana, id, all, police: all.find(({ to }) => to === 'POLICE')! };
    },
    send: (viewer, noticeId, more) => {
      const input = { noticeId, survivorInformed: true, idempotencyKey: newId(), ...more };
      return mutate(on.client, viewer, 'sendNotice', input, `{ ${NOTICE} }`);
    },
    acknowledge: (viewer, noticeId, more) => {
      const input = { noticeId, idempotencyKey: newId(), ...more };
      return mutate(on.client, viewer, 'recordAcknowledgement', input, `{ ${NOTICE} }`);
    },
    passes: noticeId =>
      on.owner.query("update notice set overdue_at = now() - interval '1 minute' where id = $1", [noticeId]),
  };
};
