import type { MigrationInterface, QueryRunner } from 'typeorm';

// A trigger's condition may not hold a query, as what the policies ask by does.
const SOMEBODY = `coalesce(current_setting('ura.viewer_id', true), '') <> ''`;
const SIDES = 'case_id, consent_id, from_organisation_id, to_organisation_id, recipient_people, except_people';

/**
 * What shares a case stays of that case, between the same two, for the people whom its consent names: the
 * policies let the recipient change its row, and cannot say which columns. Where nobody asks, the owner of
 * the database arranges something.
 */
export class ExchangesStay1763800600002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function keep_exchange() returns trigger
        language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          if not exists (
            select from consent
             where id = new.consent_id and case_id = new.case_id and recipient_id = new.to_organisation_id
               and recipient_people = new.recipient_people and except_people = new.except_people)
          or tg_op = 'UPDATE' and (new.case_id, new.from_organisation_id, new.to_organisation_id)
               <> (old.case_id, old.from_organisation_id, old.to_organisation_id) then
            raise insufficient_privilege using message = 'This stands on another consent.';
          end if;
          return new;
        end
      $$;
      create function begin_anew() returns trigger
        language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          if exists (select from "case" where id = new.continued_by_id) then
            raise insufficient_privilege using message = 'A case that is handed over goes on in a new one.';
          end if;
          return new;
        end
      $$;
      revoke all on function keep_exchange, begin_anew from public;
      create trigger keep before insert or update of ${SIDES} on referral
        for each row when (${SOMEBODY}) execute function keep_exchange();
      create trigger keep before insert or update of ${SIDES} on transfer
        for each row when (${SOMEBODY}) execute function keep_exchange();
      create trigger begin_anew before update of continued_by_id on transfer
        for each row when (${SOMEBODY}) execute function begin_anew();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function begin_anew cascade; drop function keep_exchange cascade;');
  }
}
