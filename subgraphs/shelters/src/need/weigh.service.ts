import type { EntityManager } from 'typeorm';
import { freshnessAt, groupedBy } from '../availability/availability.rules';
import { type ClaimOver, claimsOver } from '../claim/claim.service';
import { LONGEST_HOLD_MINUTES } from '../hold/hold.rules';
import { keptApartShelters } from '../keep-apart/keep-apart.service';
import type { Places } from '../place/place.rules';
import type { Shelter } from '../shelter/shelter.entity';
import type { RoomToFill } from './choose-beds.rules';
import { type Fit, fit, type Rooms } from './fit.rules';
import type { BedNeed } from './need.inputs';

export interface Weighed extends Fit {
  readonly shelter: Shelter;
  readonly freshness: ReturnType<typeof freshnessAt>;
}

/** A room with its beds, in the order in which they are given. */
export interface RoomRow extends Omit<RoomToFill, 'free'> {
  readonly shelterId: string;
}

/** What shelters are judged by, at one moment. */
export interface Houses {
  readonly now: Date;
  readonly places: Places;
  readonly shelters: readonly Shelter[];
  /** The rooms of a shelter as if nobody were there. */
  emptyRooms(shelterId: string): readonly RoomToFill[];
  /** The same rooms with those of their beds that are free until then; null is for good. */
  freeRooms(shelterId: string, until: Date | null): readonly RoomToFill[];
  readonly apart: ReadonlySet<string>;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * Judges shelters for a need. A bed that is not free from now until the longest hold would end is not
 * free; one that is not free for all the nights is for tonight only. A shelter that is ruled out because
 * two people must not meet is judged as if every bed were taken, by the same steps, so that it cannot be
 * told from a full one.
 */
export const judge = (houses: Houses, need: BedNeed): Weighed[] => {
  const { now, places, shelters, apart } = houses;
  const tonight = new Date(now.getTime() + LONGEST_HOLD_MINUTES * MINUTE);
  const until = need.nights ? new Date((need.from ?? now).getTime() + need.nights * DAY) : null;
  const end = until && (until > tonight ? until : tonight);
  return shelters.map(shelter => {
    const freshness = freshnessAt(shelter.confirmedAt, now);
    const freeUntil = (moment: Date | null) => {
      const rooms = houses.freeRooms(shelter.id, moment);
      return apart.has(shelter.id) ? rooms.map(room => ({ ...room, free: [] })) : rooms;
    };
    const rooms: Rooms = {
      empty: houses.emptyRooms(shelter.id),
      tonight: freeUntil(tonight),
      throughout: freeUntil(end),
    };
    return { shelter, freshness, ...fit(shelter, rooms, need, places, { now, until, freshness }) };
  });
};

/** Judges shelters for a need by the claims of this moment, as this transaction sees them. */
export const weigh = async (
  manager: EntityManager,
  shelters: readonly Shelter[],
  need: BedNeed,
  places: Places,
  now: Date,
): Promise<Weighed[]> => {
  const ids = shelters.map(({ id }) => id);
  const rooms = await roomsIn(manager, ids);
  const beds = rooms.flatMap(room => room.beds);
  const claims = await claimsOver(manager, beds, now, null);
  const apart = await keptApartShelters(manager, need.caseRef);
  return judge({ now, places, shelters, apart, ...roomsAmong(rooms, claims) }, need);
};

/** The rooms of each shelter, empty and as they are. Searches that share a view mostly ask the same, which is reckoned once. */
export const roomsAmong = (
  rows: readonly RoomRow[],
  claims: readonly Pick<ClaimOver, 'bedId' | 'from'>[],
): Pick<Houses, 'emptyRooms' | 'freeRooms'> => {
  const claimsOf = groupedBy(claims, ({ bedId }) => bedId);
  const rooms = rows.map(row => ({ ...row, free: row.beds }));
  const roomsOf = groupedBy(rooms, ({ shelterId }) => shelterId);
  const emptyRooms = (shelterId: string) => roomsOf.get(shelterId) ?? [];
  const isFree = (bed: string, until: Date | null) =>
    !(claimsOf.get(bed) ?? []).some(({ from }) => until === null || from < until);
  const known = new Map<string, readonly RoomToFill[]>();
  const freeRooms = (shelterId: string, until: Date | null) => {
    const key = `${shelterId} ${until?.getTime()}`;
    const free =
      known.get(key) ??
      emptyRooms(shelterId).map(room => ({ ...room, free: room.beds.filter(bed => isFree(bed, until)) }));
    known.set(key, free);
    return free;
  };
  return { emptyRooms, freeRooms };
};

export const roomsIn = (manager: EntityManager, shelterIds: readonly string[]): Promise<RoomRow[]> =>
  manager.query(
    `select room.id, room.shelter_id as "shelterId", room.family_unit as "familyUnit", room.accessible, room.cots,
            array_agg(bed.id::text order by bed.label, bed.id) as beds
       from room join bed on bed.room_id = room.id and coalesce(bed.overflow_until > now(), true)
      where room.shelter_id = any($1) group by room.id`,
    [shelterIds],
  );
