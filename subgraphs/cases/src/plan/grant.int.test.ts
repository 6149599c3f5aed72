import { newId } from '@ura/database';
import {
  caseManager,
  codeOf,
  day,
  done,
  mutate,
  onCase,
  openCase,
  organisationCalled,
  type Stage,
  stage,
} from '../testing';

let it: Stage;
beforeAll(async () => {
  it = await stage();
});
afterAll(() => it.end());

const providerId = organisationCalled('vatra');
const READ = `query ($id: ID!) { case(id: $id) { assessments { part } plan { goals { id part } }
  services { edges { node { part } } } followUps { status } closure { reason } timeline { edges { node { kind } } }
  viewerMay { assess plan recordService followUp close proposeClosure reopen nextStatuses } } }`;
const NOTHING = {
  assess: false,
  plan: false,
  recordService: false,
  followUp: false,
  close: false,
  proposeClosure: false,
  reopen: false,
  nextStatuses: [],
};

/** A case with something in every part, and somebody of another organisation to whom it is referred. */
const referred = async (bundles: string) => {
  const [ana, receiver] = [caseManager(), caseManager()];
  const id = await openCase(it.client, ana);
  const parts = { protection: { risk: 'HIGH' }, health: { needs: ['TRAUMA'] }, reintegration: { needs: [] } };
  await done(mutate(it.client, ana, 'assessCase', onCase(id, parts)));
  for (const serviceCode of ['VS06', 'VS05', 'VS07']) {
    const goal = { serviceCode, providerId, objective: 'SOCIAL_CARE', dueOn: day(9) };
    await done(mutate(it.client, ana, 'planService', onCase(id, goal)));
    const given = { serviceCode, providerId, recipient: 'SURVIVOR' };
    await done(mutate(it.client, ana, 'recordService', onCase(id, given)));
  }
  await done(mutate(it.client, ana, 'scheduleFollowUp', onCase(id, { dueOn: day(9), channel: 'OFFICE' })));
  const consentId = newId();
  await it.owner.query(
    `insert into consent (id, case_id, recipient_id, purposes, bundles, granted_on, valid_to, text_version, language)
     values ($1, $2, $3, '{SHELTER}', $4, current_date - 1, current_date + 9, '1', 'sq')`,
    [consentId, id, receiver.organisationId, bundles],
  );
  await it.owner.query(
    `insert into referral (id, case_id, consent_id, from_organisation_id, to_organisation_id, status, urgency, sent_at, answer_by)
     values ($1, $2, $3, $4, $5, 'SENT', 'URGENT', now(), now() + interval '1 day')`,
    [newId(), id, consentId, ana.organisationId, receiver.organisationId],
  );
  const read = async () => (await it.client.ask(receiver, READ, { id })).data.case;
  return { id, ana, receiver, consentId, read };
};

test.each([
  ['HEALTH', null],
  ['REINTEGRATION', null],
  ['PROTECTION', [{ status: 'PLANNED' }]],
])(
  'P16 a consent to %s opens what is assessed, planned and given of it, for reading',
  async (part, followUps) => {
    const { id, receiver, read } = await referred(`{${part}}`);
    const seen = await read();
    expect(seen).toMatchObject({
      assessments: [{ part }],
      plan: { goals: [{ part }] },
      services: { edges: [{ node: { part } }] },
      followUps,
      closure: null,
      timeline: null,
      viewerMay: NOTHING,
    });
    const given = onCase(id, { serviceCode: 'VS05', providerId, recipient: 'SURVIVOR' });
    expect(codeOf(await mutate(it.client, receiver, 'recordService', given))).toBe('FORBIDDEN');
    const change = { goalId: seen.plan.goals[0].id, status: 'CANCELLED', idempotencyKey: newId() };
    expect(codeOf(await mutate(it.client, receiver, 'changeGoal', change))).toBe('FORBIDDEN');
    const due = await it.client.ask(
      receiver,
      '{ followUpsDue(before: "2999-01-01") { edges { node { id } } } }',
    );
    expect(due.data.followUpsDue.edges).toEqual([]);
  },
);

test('P14 a consent that is withdrawn opens nothing of a plan to the next request', async () => {
  const { read, consentId } = await referred('{BASICS,HEALTH}');
  expect((await read()).plan.goals).toHaveLength(1);
  await it.owner.query('update consent set withdrawn_at = now() where id = $1', [consentId]);
  expect(await read()).toBeNull();
});

test('P14 a case that is closed shows nothing more to whom it was referred', async () => {
  const { id, ana, read } = await referred('{BASICS,HEALTH}');
  const supervisor = { ...ana, id: newId(), roles: ['SUPERVISOR' as const] };
  for (const status of ['ASSESSMENT', 'PLANNING', 'ACTIVE', 'FOLLOW_UP']) {
    await done(
      mutate(it.client, ana, 'changeStatus', onCase(id, { status }), '{ id }', 'ChangeCaseStatusInput'),
    );
  }
  expect(await read()).not.toBeNull();
  await done(mutate(it.client, supervisor, 'closeCase', onCase(id, { reason: 'OTHER' })));
  expect(await read()).toBeNull();
});
