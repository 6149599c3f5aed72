import type { KnownPlace } from './place.entity';

export type Places = ReadonlyMap<string, KnownPlace>;

/** The region that a place is or lies in; null for a country. */
export const regionOf = (places: Places, code: string): string | null => {
  const place = places.get(code);
  if (!place || place.level === 'COUNTRY') return null;
  return place.level === 'REGION' ? place.code : regionOf(places, place.parentCode ?? '');
};

/** Kilometres between the centres of two places, along the earth. */
export const kilometresBetween = (
  one: Pick<KnownPlace, 'latitude' | 'longitude'>,
  other: Pick<KnownPlace, 'latitude' | 'longitude'>,
): number => {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2;
  const chord =
    half(one.latitude, other.latitude) +
    Math.cos(radians(one.latitude)) *
      Math.cos(radians(other.latitude)) *
      half(one.longitude, other.longitude);
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(chord)));
};
