import type { KeyService } from './key-service';

/** What is looked for and by whom. */
export interface Indexed {
  /** Id of the organisation, or COALITION. */
  readonly holder: string;
  /** What the index is for, such as `survivor.name`: two purposes cannot be compared. */
  readonly purpose: string;
  /** Normalised, with `normaliseName` where it is a name: only equal texts are found. */
  readonly text: string;
}

/**
 * The mark to store beside a sealed text, so that it can be found again without being opened. It says
 * only that two texts of one holder and purpose are equal, yet whoever has the key can try names: it is
 * emptied when the person is erased.
 */
export const blindIndex = async (service: KeyService, { holder, purpose, text }: Indexed): Promise<string> =>
  (await service.marks(holder, purpose, text))[0];

/** The marks to look for: those of earlier versions of the key too, until all stored ones are made anew. */
export const blindIndexes = (
  service: KeyService,
  { holder, purpose, text }: Indexed,
): Promise<readonly string[]> => service.marks(holder, purpose, text);
