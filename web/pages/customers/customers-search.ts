export interface CustomersSearch {
  readonly q?: string;
}

/** The search of the list lives in the address. */
export function readCustomersSearch({ q }: Record<string, unknown>): CustomersSearch {
  const text = typeof q === "string" || typeof q === "number" ? String(q).trim() : "";
  return text === "" ? {} : { q: text };
}
