import type { Change } from "../model/change.ts";

/**
 * What filters of a plan ask for beside the columns, as one text: ` s:3 f:title f:phone w:addressReused m `. Empty for a line that has
 * nothing of the kind; which fields change is said of records that exist; `m` names a manager by directory id, `g`
 * gives a role or a board.
 */
export function encodeTraits(change: Change): string {
  const { site, fields, manager, warnings } = change;
  const isWhole = change.kind === "create" || change.kind === "remove";
  const changed = isWhole
    ? []
    : [...(site === null ? [] : ["site"]), ...fields.map((field) => field.field), ...(manager === null ? [] : ["manager"])];
  const traits = [
    ...(site === null || site.after === null ? [] : [`s:${site.after}`]),
    ...changed.map((field) => `f:${field}`),
    ...warnings.map((warning) => `w:${warning}`),
    ...(manager?.after && "externalId" in manager.after ? ["m"] : []),
    ...(change.gains.length > 0 ? ["g"] : []),
  ];
  return traits.length === 0 ? "" : ` ${traits.join(" ")} `;
}

/** The traits of one text, by kind. */
export interface Traits {
  readonly siteId: number | null;
  readonly fields: readonly string[];
  readonly warnings: readonly string[];
}

/** Reads what {@link encodeTraits} wrote. */
export function decodeTraits(text: string): Traits {
  const traits = text.trim().split(" ");
  const of = (mark: string) => traits.filter((trait) => trait.startsWith(mark)).map((trait) => trait.slice(mark.length));
  const [site] = of("s:");
  return { siteId: site === undefined ? null : Number(site), fields: of("f:"), warnings: of("w:") };
}
