import { newId } from '@ura/database';
import { member } from '@ura/testkit';
import { colleague, done, mutate, onCase, organisationCalled, someone } from '../testing';
import { type Desk, officer, openDesk } from './notice.fixture';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.end());

const keyed = (more: object) => ({ idempotencyKey: newId(), ...more });

test('from a teacher’s word after a session to a girl whom police, authority and child protection know of, and no more than they must', async () => {
  const unit = member({ roles: ['MOBILE_UNIT'] });
  const [mobileUnitId, sessionId] = [newId(), newId()];
  const on = desk.client;

  const concern = await done(
    mutate(
      on,
      member({ roles: ['TRAINER'] }),
      'reportConcern',
      keyed({
        organisationId: unit.organisationId,
        reporterKind: 'TEACHER',
        sessionId,
        regionCode: 'AL-09',
        indications: ['OUT_OF_SCHOOL', 'ONLINE_RECRUITMENT'],
        child: true,
        urgency: 'URGENT',
      }),
      '{ id status indications }',
    ),
  );
  expect(concern).toEqual({ id: concern.id, status: 'NEW', indications: null });

  await done(
    mutate(
      on,
      unit,
      'recordOutreach',
      keyed({
        mobileUnitId,
        placeCode: 'AL-09',
        setting: 'SCHOOL',
        contacts: [{ sex: 'FEMALE', ageBand: 'AGE_12_17', people: 14, withIndications: 1 }],
      }),
    ),
  );

  const { id, code } = await done(
    mutate(
      on,
      unit,
      'openCase',
      someone({
        kind: 'TRAFFICKING',
        ageBand: 'AGE_12_17',
        regionCode: 'AL-09',
        mobileUnitId,
        concernId: concern.id,
      }),
      '{ id code }',
    ),
  );
  const owed = await desk.noticesOf(unit, id);
  expect(owed.map(({ to, status, recipient }) => [to, status, recipient]).sort()).toEqual([
    ['CHILD_PROTECTION_UNIT', 'DUE', null],
    ['POLICE', 'DUE', { id: organisationCalled('police-diber') }],
    ['RESPONSIBLE_AUTHORITY', 'DUE', { id: organisationCalled('onac') }],
  ]);

  const childProtection = officer(newId(), 'CASE_MANAGER');
  const recipients = {
    POLICE: officer(organisationCalled('police-diber')),
    RESPONSIBLE_AUTHORITY: officer(organisationCalled('onac'), 'COORDINATOR'),
    CHILD_PROTECTION_UNIT: childProtection,
  };
  for (const notice of owed) {
    const who = recipients[notice.to as keyof typeof recipients];
    await done(
      desk.send(unit, notice.id, notice.recipient ? {} : { recipientId: childProtection.organisationId }),
    );
    const { nodes } = await desk.box(who, 'INBOX', ', statuses: [SENT]');
    expect(nodes.filter(({ caseCode }) => caseCode === code)).toMatchObject([
      { id: notice.id, child: true, case: null, survivorInformed: null },
    ]);
    await done(desk.acknowledge(who, notice.id, { protocolNumber: '2026/9' }));
  }

  const step = (name: string, more: object = {}) =>
    done(mutate(on, unit, 'advanceIdentification', onCase(id, { step: name, ...more })));
  await step('POTENTIAL_VICTIM');
  await step('FORMAL_INTERVIEW_OFFERED');
  await step('INTERVIEWED', { interview: { policePresent: true, socialServicePresent: true } });
  await step('VICTIM', { decidedBy: 'POLICE' });

  const { data } = await on.ask(
    colleague(unit, 'SUPERVISOR'),
    `query ($id: ID!) { case(id: $id) { fromSession { id } openedBy { id } notices { status }
       identification { status initialBy formalInterview { joint } reflectionPeriod { days } }
       timeline(first: 30) { edges { node { kind } } } } }`,
    { id },
  );
  expect(data.case).toMatchObject({
    fromSession: { id: sessionId },
    openedBy: { id: mobileUnitId },
    notices: [{ status: 'ACKNOWLEDGED' }, { status: 'ACKNOWLEDGED' }, { status: 'ACKNOWLEDGED' }],
    identification: {
      status: 'VICTIM',
      initialBy: 'MOBILE_UNIT',
      formalInterview: { joint: true },
      reflectionPeriod: { days: 90 },
    },
  });
  const kinds = data.case.timeline.edges.map(({ node }: { node: { kind: string } }) => node.kind);
  const times = (kind: string) => kinds.filter((each: string) => each === kind).length;
  expect(
    ['CASE_OPENED', 'NOTICE_DUE', 'NOTICE_SENT', 'NOTICE_ACKNOWLEDGED', 'IDENTIFICATION_ADVANCED'].map(times),
  ).toEqual([1, 3, 3, 3, 4]);
});
