import { checkedAccounts, readAccounts } from './accounts';
import { mobileUnit, supervisor } from './testing';

describe('the file of accounts', () => {
  it('is taken as it is when it is right', () => {
    expect(checkedAccounts([mobileUnit, supervisor])).toEqual([mobileUnit, supervisor]);
  });

  it.each([
    ['an id that is not a UUID', { id: 'mobile-unit' }, 'accounts[0].id: is not a UUID'],
    ['a name without its organisation', { account: 'mobile-unit' }, 'accounts[0].account: is not like'],
    ['a name that means something in HTML', { account: '<b>@vatra' }, 'accounts[0].account: is not like'],
    ['an organisation without an id', { organisationId: undefined }, 'accounts[0].organisationId: is not'],
    ['a role that the hub does not know', { roles: ['ADMIN'] }, 'accounts[0].roles: are not roles'],
    ['no roles', { roles: [] }, 'accounts[0].roles: are not roles'],
    ['an account that may be of a person', { demonstration: undefined }, 'accounts[0].demonstration: is not'],
  ])('is refused for %s', (_, change, problem) => {
    expect(() => checkedAccounts([{ ...mobileUnit, ...change }])).toThrow(problem);
  });

  it('is refused with all its problems at once', () => {
    const broken = [
      { ...mobileUnit, id: '1' },
      { ...supervisor, roles: 'SUPERVISOR' },
      { ...supervisor, id: '2f6f3f61-6f0d-4f39-8f0e-0d7f6a1c2b22' },
    ];
    expect(() => checkedAccounts(broken)).toThrow(
      [
        'The accounts are not right:',
        '  accounts[0].id: is not a UUID',
        '  accounts[1].roles: are not roles of the hub',
        '  accounts[2].account: is there twice',
      ].join('\n'),
    );
  });

  it.each([[[]], [{}], [null], ['accounts']])('is refused when it is %j', content => {
    expect(() => checkedAccounts(content)).toThrow('The accounts are not a list');
  });

  it('is refused by name when it cannot be read or is not JSON', async () => {
    await expect(readAccounts('/nowhere/accounts.json')).rejects.toThrow(
      'The file of accounts /nowhere/accounts.json cannot be read.',
    );
    await expect(readAccounts(__filename)).rejects.toThrow('accounts.test.ts is not JSON.');
  });
});
