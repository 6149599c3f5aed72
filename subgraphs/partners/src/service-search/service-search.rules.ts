export type Key = readonly [place: string, id: string];

/** What a search sorts by, and what its cursors therefore look like. */
export const orders = {
  distance: { column: 'd.km', cast: 'numeric', form: /^\d{1,6}(\.\d)?$/ },
  type: { column: 's.type_code', cast: 'text', form: /^[A-Z0-9]{1,20}$/ },
} as const;
export type Order = keyof typeof orders;

/** Whether a cursor belongs to a search in this order. */
export const isKeyOf = (order: Order, key: readonly string[], isId: (text: string) => boolean): key is Key =>
  key.length === 2 && orders[order].form.test(key[0] ?? '') && isId(key[1] ?? '');
