import { Invalid } from '@ura/errors';
import type { EntityManager } from 'typeorm';
import { serviceOf } from './service.rules';
import { ServiceOffer } from './service-offer.entity';

/**
 * The service with this code, given by this organisation. Throws Invalid, naming the field, for a code
 * that is none, and for an organisation that does not give it.
 */
export const serviceByOrInvalid = async (
  manager: EntityManager,
  { serviceCode, providerId }: { readonly serviceCode: string; readonly providerId: string },
): Promise<NonNullable<ReturnType<typeof serviceOf>>> => {
  const service = serviceOf(serviceCode);
  if (!service) throw new Invalid('input.serviceCode', 'There is no service with this code.');
  const isGiven = await manager.existsBy(ServiceOffer, { organisationId: providerId, serviceCode });
  if (!isGiven) throw new Invalid('input.providerId', 'This organisation does not give this service.');
  return service;
};
