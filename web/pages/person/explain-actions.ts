import type { PersonView } from "../../../src/api/v1/shapes/person.ts";

type Standing = Pick<PersonView, "entity" | "isActive" | "isProtected" | "isApiOnly" | "links">;

/** What making somebody active or inactive by hand does, and what imports make of it later. */
export function explainActivation({ entity, isActive, links }: Standing): string {
  const linked = links.map((link) => link.connection).join(" and ");
  if (isActive) {
    const now = `This ${entity} becomes inactive on the desk. Nothing is deleted: values, history and links stay. Nothing is sent to any directory.`;
    if (links.length === 0) return now;
    const role = entity === "agent" ? ", unless a role given by a group makes the agent active" : "";
    return `${now} Imports from ${linked} keep the values up to date, but do not make the ${entity} active again${role}: whoever was made inactive by hand stays so.`;
  }
  const now = `This ${entity} becomes active on the desk. Nothing is sent to any directory.`;
  if (links.length === 0) return now;
  return `${now} An import from ${linked} may make the ${entity} inactive again, if the account is suspended, archived or gone there and the settings say so; the preview names it first.`;
}

/** What *never touched* means for a record. */
export function explainProtection({ entity, isProtected, links }: Standing): string {
  const linked = links.length === 0 ? "imports" : `imports from ${links.map((link) => link.connection).join(" and ")}`;
  if (isProtected)
    return `From the next run on, ${linked} may change this ${entity} again. What they would change stands in the preview first.`;
  return `No run will change this ${entity} any more: no values, no site, no roles, not active or inactive. In previews the ${entity} is listed as left out, with this reason. People can still edit by hand, and you can take this back at any time.`;
}
