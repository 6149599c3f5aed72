import {
  caseManager,
  colleague,
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

const MY_WORK = `{ myWork { cases { status count } followUps { count next { dueOn case { id } } }
  goals { count next { dueOn service { code } } } } }`;

test('a home page counts the viewer’s own cases, and names what waits', async () => {
  const ana = caseManager();
  const ben = colleague(ana, 'CASE_MANAGER');
  const [first] = [
    await openCase(it.client, ana),
    await openCase(it.client, ana),
    await openCase(it.client, ben),
  ];
  await done(
    mutate(
      it.client,
      ana,
      'changeStatus',
      onCase(first, { status: 'ASSESSMENT' }),
      '{ id }',
      'ChangeCaseStatusInput',
    ),
  );
  for (const days of [0, 0, 0, 0, 0, 0, 1]) {
    await done(
      mutate(it.client, ana, 'scheduleFollowUp', onCase(first, { dueOn: day(days), channel: 'OFFICE' })),
    );
  }
  const goal = { serviceCode: 'VS07', providerId: organisationCalled('vatra'), objective: 'EDUCATION' };
  for (const dueOn of [day(0), day(1)]) {
    await done(mutate(it.client, ana, 'planService', onCase(first, { ...goal, dueOn })));
  }
  const { data } = await it.client.ask(ana, MY_WORK);
  expect(data.myWork.cases).toEqual([
    { status: 'ASSESSMENT', count: 1 },
    { status: 'INTAKE', count: 1 },
  ]);
  expect(data.myWork.followUps.count).toBe(6);
  expect(data.myWork.followUps.next).toEqual(Array(5).fill({ dueOn: day(0), case: { id: first } }));
  expect(data.myWork.goals).toEqual({ count: 1, next: [{ dueOn: day(0), service: { code: 'VS07' } }] });
  const looks = `select distinct unnest(parts)::text as part from audit.entry where subject_id = $1 and actor_id = $2`;
  const parts = await it.owner.query(`${looks} order by 1`, [first, ana.id]);
  expect(parts.map(({ part }: { part: string }) => part)).toEqual(['PROTECTION', 'RECORD', 'REINTEGRATION']);
  const bens = (await it.client.ask(ben, MY_WORK)).data.myWork;
  expect(bens).toMatchObject({ cases: [{ status: 'INTAKE', count: 1 }], followUps: { count: 0, next: [] } });
  const waiting = async (status: string) => {
    await it.owner.query('update "case" set status = $2 where id = $1', [first, status]);
    const { followUps, goals } = (await it.client.ask(ana, MY_WORK)).data.myWork;
    return [followUps.count, goals.count];
  };
  expect(await waiting('CLOSED')).toEqual([6, 0]);
  expect(await waiting('TRANSFERRED')).toEqual([0, 0]);
});

test('P62 how much an organisation has to do is told to its own people whose work it is, and to nobody else', async () => {
  const ana = caseManager();
  await openCase(it.client, ana);
  await openCase(it.client, ana);
  await openCase(it.client, ana, { restricted: true });
  const caseload = async (viewer: typeof ana) => {
    const keys = [{ id: ana.organisationId }];
    const wanted = '{ id caseload { live cases { status count } } }';
    const { data } = await it.client.entities(viewer, 'Organisation', keys, wanted);
    expect(data._entities[0].id).toBe(ana.organisationId);
    return data._entities[0].caseload;
  };
  const told = { live: 2, cases: [{ status: 'INTAKE', count: 2 }] };
  for (const role of ['CASE_MANAGER', 'SUPERVISOR', 'DATA_OFFICER'] as const) {
    expect(await caseload(colleague(ana, role))).toEqual(told);
  }
  for (const other of [colleague(ana, 'SPECIALIST'), colleague(ana, 'ANALYST'), caseManager()]) {
    expect(await caseload(other)).toBeNull();
  }
});
