import { isMember, type Member, type Viewer } from '@ura/access';
import { newId, once, type ScopedDatabase } from '@ura/database';
import { Conflict, Forbidden, Limited, NotFound } from '@ura/errors';
import type { Country } from '@ura/vocabulary';
import type { EntityManager } from 'typeorm';
import { confirmFigures } from '../availability/availability.service';
import { clock, endClaims, turnFor } from '../claim/claim.service';
import { BedHold } from '../hold/hold.entity';
import { isLiveAt } from '../hold/hold.rules';
import { makeHold } from '../hold/make-hold.service';
import { countProbe } from '../keep-apart/probe.service';
import { household } from '../need/choose-beds.rules';
import type { BedNeed } from '../need/need.inputs';
import { refuseWrong } from '../need/need.service';
import { knownPlaces } from '../place/place.service';
import { Shelter } from '../shelter/shelter.entity';
import { ownShelter } from '../shelter/shelter.service';
import { countUnmet } from '../unmet-need/unmet-need.service';
import { BedRequest, type BedRequestStatus } from './bed-request.entity';
import type {
  AnswerOfferInput,
  CancelBedRequestInput,
  OfferBedInput,
  RequestBedInput,
} from './bed-request.inputs';
import { effectiveRequestStatus, mayReadRequest, requestMayBecome } from './bed-request.rules';
import { isOfferable } from './bed-request-list.service';

/** The waiting list: what nobody could take yet, until a shelter offers beds. */
export class BedRequestService {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  async request(input: RequestBedInput): Promise<BedRequest> {
    const viewer = this.member();
    const { need, urgency } = input;
    await countProbe(this.database, viewer, need.caseRef);
    return this.database.run(async manager => {
      const id = await once(manager, { viewer, operation: 'requestBed', input }, async () => {
        refuseWrong(need, viewer, await knownPlaces(manager), await clock(manager), 'input.need');
        const { organisationId, id: requestedById } = viewer;
        const people = household(need.people);
        const request = manager.create(BedRequest, {
          id: newId(),
          organisationId,
          requestedById,
          status: 'OPEN',
          people,
          urgency,
          risk: need.risk,
          situation: need.situation ?? null,
          country: need.country ?? null,
          regionCode: need.regionCode ?? null,
          avoidPlaceCodes: need.avoidPlaceCodes ?? [],
          languages: need.languages ?? [],
          from: need.from ?? null,
          nights: need.nights ?? null,
          caseRef: need.caseRef ?? null,
        });
        await manager.insert(BedRequest, request);
        return request.id;
      });
      return this.reread(manager, id);
    });
  }

  /** A shelter keeps beds for a need that waits, under the name of whoever asked. */
  offer(input: OfferBedInput): Promise<BedRequest> {
    const viewer = this.member();
    const { bedRequestId, shelterId, minutes } = input;
    return this.database.run(async manager => {
      const shelter = await ownShelter(manager, viewer, shelterId);
      const id = await once(manager, { viewer, operation: 'offerBed', input }, async () => {
        const request = await this.locked(manager, bedRequestId, await clock(manager));
        if (!(await isOfferable(manager, viewer, request.id))) throw new NotFound();
        refuseUnless(request, 'OFFERED');
        const requestedBy = { id: request.requestedById, organisationId: request.organisationId };
        const places = await knownPlaces(manager);
        const need = asNeed(request, await clock(manager));
        const holdId = await makeHold(manager, { shelter, need, minutes, places, requestedBy }).catch(
          inNobodysName,
        );
        const { expiresAt } = await manager.findOneByOrFail(BedHold, { id: holdId });
        const offer = {
          offeredShelterId: shelter.id,
          offeredByOrganisationId: shelter.organisationId,
          holdId,
        };
        await manager.update(
          BedRequest,
          { id: request.id },
          { ...offer, status: 'OFFERED', answerBy: expiresAt },
        );
        await confirmFigures(manager, shelter.id);
        return request.id;
      });
      return this.reread(manager, id);
    });
  }

  /** Yes leaves the hold for the shelter to confirm; no frees the beds, and the need waits again. */
  answer({ bedRequestId, accept }: AnswerOfferInput): Promise<BedRequest> {
    return this.ofOwn(bedRequestId, async (manager, request) => {
      refuseUnless(request, accept ? 'PLACED' : 'OPEN');
      const { hold, at } = await liveOffer(manager, request);
      if (!hold) throw new Conflict('This request is OPEN; the shelter took its offer back.');
      if (accept) return { status: 'PLACED', settledAt: at };
      await release(manager, hold, at);
      return { status: 'OPEN', answerBy: null };
    });
  }

  /** Takes it back. Unless they found a place or need none any more, it is counted as not met. */
  cancel({ bedRequestId, reason }: CancelBedRequestInput): Promise<BedRequest> {
    const viewer = this.member();
    return this.ofOwn(bedRequestId, async (manager, request) => {
      const status = reason === 'NOBODY_COULD' ? 'UNMET' : 'CANCELLED';
      const wasOffered = request.status === 'OFFERED';
      refuseUnless(request, status);
      if (wasOffered) {
        const { hold, at } = await liveOffer(manager, request);
        if (hold) await release(manager, hold, at);
      }
      const { people, risk, country } = request;
      if (!reason || status === 'UNMET') {
        await countUnmet(manager, viewer, { people, risk, country, reason: 'WAITED' });
      }
      return { status, answerBy: null, settledAt: await clock(manager) };
    });
  }

  private ofOwn(
    id: string,
    work: (manager: EntityManager, request: BedRequest) => Promise<Partial<BedRequest>>,
  ): Promise<BedRequest> {
    return this.database.run(async manager => {
      const request = await this.locked(manager, id, await clock(manager));
      if (request.organisationId !== this.viewer.organisationId) throw new Forbidden();
      await manager.update(BedRequest, { id }, await work(manager, request));
      return this.reread(manager, id);
    });
  }

  /** A request that the viewer may know of, with its status of now; nobody else changes it meanwhile. */
  private async locked(manager: EntityManager, id: string, at: Date): Promise<BedRequest> {
    const request = await manager.findOne(BedRequest, { where: { id }, lock: { mode: 'pessimistic_write' } });
    const countries = await ownCountries(manager, this.member().organisationId);
    if (!request || !mayReadRequest(this.viewer, request, countries, at)) throw new NotFound();
    return asOfNow(request, at);
  }

  private async reread(manager: EntityManager, id: string): Promise<BedRequest> {
    const request = await manager.findOneBy(BedRequest, { id });
    if (!request) throw new NotFound();
    return asOfNow(request, await clock(manager));
  }

  private member(): Member {
    if (!isMember(this.viewer)) throw new Forbidden();
    return this.viewer;
  }
}

/** The request with the status that it has at a moment. For showing only: it is never saved. */
export const asOfNow = (request: BedRequest, at: Date): BedRequest =>
  Object.assign(request, { status: effectiveRequestStatus(request, at) });

export const ownCountries = async (manager: EntityManager, organisationId: string): Promise<Country[]> =>
  (await manager.findBy(Shelter, { organisationId })).map(({ country }) => country);

const refuseUnless = ({ status }: BedRequest, to: BedRequestStatus): void => {
  if (!requestMayBecome(status, to)) throw new Conflict(`This request is ${status}; it cannot become ${to}.`);
};

/** What was asked for, as a need of now. Ages were not kept: the bands decide. */
const asNeed = (request: BedRequest, now: Date): BedNeed => ({
  ...request,
  people: request.people.map(person => ({ ...person })),
  from: request.from && request.from > now ? request.from : null,
});

/** The hold that an offer is, read in its shelter's turn; null where it is over by then. */
async function liveOffer(
  manager: EntityManager,
  { holdId, offeredShelterId }: BedRequest,
): Promise<{ hold: BedHold | null; at: Date }> {
  const at = await turnFor(manager, offeredShelterId!);
  const hold = await manager.findOneBy(BedHold, { id: holdId! });
  return { hold: hold && isLiveAt(hold, at) ? hold : null, at };
}

/** How many beds they keep is no matter of whoever offers more: that learns only that it does not go. */
const inNobodysName = (error: unknown): never => {
  throw error instanceof Limited
    ? new Limited('These beds cannot be offered for this request just now.')
    : error;
};

async function release(manager: EntityManager, hold: BedHold, at: Date): Promise<void> {
  await endClaims(manager, { holdId: hold.id }, at);
  await manager.update(BedHold, { id: hold.id }, { status: 'RELEASED', settledAt: at });
}
