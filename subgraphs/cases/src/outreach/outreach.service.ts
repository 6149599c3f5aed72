import { isMember, type Viewer } from '@ura/access';
import { newId } from '@ura/database';
import { Forbidden, Invalid, NotFound } from '@ura/errors';
import { keyAfter, type Page, type PageArgs, pageOf } from '@ura/vocabulary';
import type { CaseDesk } from '../case/case-desk.service';
import { todayIs } from '../clock/day.service';
import { goesOut } from '../concern/concern.rules';
import type { CaseFile } from '../file/case-file.service';
import { knownPlaces } from '../place/place.service';
import type { RecordOutreachInput } from './outreach.inputs';
import { OutreachVisit } from './outreach-visit.entity';

/** Where mobile units went, and how many people they spoke with. */
export class OutreachService {
  constructor(
    private readonly desk: CaseDesk,
    private readonly file: CaseFile,
    private readonly viewer: Viewer,
  ) {}

  async record(input: RecordOutreachInput): Promise<OutreachVisit> {
    const id = await this.desk.once('recordOutreach', input, async (manager, viewer) => {
      const today = await todayIs(manager);
      const visitedOn = input.visitedOn ?? today;
      if (visitedOn > today) throw new Invalid('input.visitedOn', 'This day has not come yet.');
      const place = (await knownPlaces(manager)).get(input.placeCode);
      if (!place || place.level === 'COUNTRY') {
        throw new Invalid('input.placeCode', 'This is not the code of a region or a municipality.');
      }
      const contacts = input.contacts.map(({ withIndications, ...rest }) => ({
        ...rest,
        withIndications: withIndications ?? 0,
      }));
      mustAddUp(contacts);
      const visitId = newId();
      await manager.insert(OutreachVisit, {
        id: visitId,
        organisationId: viewer.organisationId,
        mobileUnitId: input.mobileUnitId,
        visitedOn,
        placeCode: place.code,
        setting: input.setting,
        contacts,
        materials: (input.materials ?? []).map(({ kind, pieces }) => ({ kind, pieces })),
        recordedById: viewer.id,
      });
      return visitId;
    });
    const [visit] = await this.file.all(OutreachVisit, 'select * from outreach_visit where id = $1', [id]);
    if (!visit) throw new NotFound();
    return visit;
  }

  /** The visits of the viewer’s organisation, the latest first. */
  async visible(page: PageArgs): Promise<Page<OutreachVisit>> {
    const { viewer } = this;
    if (!isMember(viewer) || !goesOut(viewer, null)) throw new Forbidden();
    const after = keyAfter(page.after, 'day', 'id');
    const rows = await this.file.all(
      OutreachVisit,
      `select * from outreach_visit where organisation_id = $1
          and ($2::date is null or (visited_on, id) < ($2::date, $3::uuid))
        order by visited_on desc, id desc limit $4`,
      [viewer.organisationId, after?.[0] ?? null, after?.[1] ?? null, page.first + 1],
    );
    return pageOf(rows, page, ({ visitedOn, id }) => [visitedOn, id]);
  }
}

function mustAddUp(contacts: OutreachVisit['contacts']): void {
  const kinds = new Set(contacts.map(({ sex, ageBand }) => `${sex} ${ageBand}`));
  if (kinds.size < contacts.length) {
    throw new Invalid('input.contacts', 'Say each sex and age once, with how many they were.');
  }
  if (contacts.some(({ people, withIndications }) => withIndications > people)) {
    throw new Invalid('input.contacts', 'There cannot be signs of more people than there were.');
  }
}
