const load = (): typeof import('./env').caps => {
  let caps: typeof import('./env').caps | undefined;
  jest.isolateModules(() => {
    caps = require('./env').caps;
  });
  return caps!;
};

const variables = process.env;
afterEach(() => {
  process.env = variables;
  jest.restoreAllMocks();
});

test('P51 a worker keeps twelve beds and an organisation thirty, unless set', () => {
  expect(load()).toEqual({ worker: 12, organisation: 30 });
  process.env = { ...variables, URA_SHELTERS_BEDS_PER_WORKER: '4', URA_SHELTERS_BEDS_PER_ORGANISATION: '9' };
  expect(load()).toEqual({ worker: 4, organisation: 9 });
});

test.each(['0', '-1', '1.5', 'many'])('a cap of %s ends the process, by name and not by value', value => {
  const exit = jest.spyOn(process, 'exit').mockImplementation(() => {
    throw new Error('ended');
  });
  const said = jest.spyOn(console, 'error').mockImplementation();
  process.env = { ...variables, URA_SHELTERS_BEDS_PER_WORKER: value };
  expect(load).toThrow('ended');
  expect(exit).toHaveBeenCalledWith(1);
  expect(said.mock.calls.flat()).toContain(
    '  URA_SHELTERS_BEDS_PER_WORKER: expected a whole number from 1 on',
  );
});
