import { isMember, type Viewer } from '@ura/access';
import type { ScopedDatabase } from '@ura/database';
import { Forbidden, Invalid } from '@ura/errors';
import type { EntityManager } from 'typeorm';
import { refuseProbing } from '../keep-apart/probe.service';
import type { KnownPlace } from '../place/place.entity';
import { kilometresBetween, type Places, regionOf } from '../place/place.rules';
import { knownPlaces } from '../place/place.service';
import type { Shelter } from '../shelter/shelter.entity';
import { countIfUnmet } from '../unmet-need/unmet-need.service';
import { bestFirst } from './fit.rules';
import type { BedOffer } from './need.entity';
import type { BedNeed } from './need.inputs';
import { wrongWith } from './need.rules';
import { viewFor } from './view.service';
import { judge } from './weigh.service';

export class NeedService {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  /** Who could take all of them, best first, with the reasons of those who cannot. */
  async find(need: BedNeed): Promise<BedOffer[]> {
    const { viewer } = this;
    if (!isMember(viewer)) throw new Forbidden();
    const caseRef = need.caseRef ?? null;
    const view = await viewFor(this.database, { viewer, caseRef });
    await refuseProbing(this.database, viewer, view.retryAt);
    const { now, places, phones } = view;
    refuseWrong(need, viewer, places, now, 'need');
    const weighed = judge({ ...view, shelters: inCountry(view.shelters, need, places) }, need);
    if (weighed.every(({ verdict }) => verdict === 'NO')) {
      await this.database.run(manager => countIfUnmet(manager, viewer, need, weighed));
    }
    const wanted = need.regionCode ? places.get(regionOf(places, need.regionCode) ?? '') : undefined;
    return weighed
      .map(each => ({ ...each, kilometres: distance(wanted, each.shelter, places) }))
      .sort(bestFirst)
      .map(({ shelter, verdict, reasons, freshness }) => ({
        shelter: caseRef === null ? shelter : view.withholding.get(shelter.id)!,
        verdict,
        reasons: [...reasons],
        asOf: shelter.confirmedAt,
        freshness,
        phone: phones.get(shelter.id) ?? null,
      }));
  }
}

/** The places that a need is judged by; none are read for one that names none. */
export const placesOf = async (manager: EntityManager, need: BedNeed): Promise<Places> =>
  need.regionCode || need.avoidPlaceCodes?.length ? knownPlaces(manager) : new Map();

/** Throws Invalid for what is wrong with a need; `at` is where it stands in the arguments. */
export const refuseWrong = (need: BedNeed, viewer: Viewer, places: Places, now: Date, at: string): void => {
  const wrong = wrongWith(need, viewer, places, now);
  if (wrong) throw new Invalid(`${at}.${wrong.field}`, wrong.sentence);
};

/** The shelters of the country that is asked for, or that of the region. */
const inCountry = (shelters: readonly Shelter[], need: BedNeed, places: Places): readonly Shelter[] => {
  const country = need.country ?? (need.regionCode && places.get(need.regionCode)?.country);
  return country ? shelters.filter(shelter => shelter.country === country) : shelters;
};

/** Between the centres of the two regions: the same for every shelter of a region. */
const distance = (wanted: KnownPlace | undefined, { regionCode }: Shelter, places: Places): number | null => {
  const region = places.get(regionCode);
  return wanted && region ? kilometresBetween(wanted, region) : null;
};
