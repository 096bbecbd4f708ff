import type { RecordSearch } from "../../records/record-search.ts";
import type { Draft } from "../../records/record-types.ts";

const numbers: readonly string[] = ["customerId", "siteId", "userId", "typeId", "agentId", "teamId", "parentId"];

/** What a new ticket has from the start, by the address of its form. */
export function presetOf(search: RecordSearch): Draft {
  const kept = Object.entries(search).filter(([name, value]) => numbers.includes(name) && typeof value === "number");
  return { ...Object.fromEntries(kept), ...(typeof search.assetIds === "number" && { assetIds: [search.assetIds] }) };
}

/** A draft with another customer: site, user and assets are somebody else's then. */
export function withCustomer(draft: Draft, customerId: number | null): Draft {
  const { siteId: _site, userId: _user, assetIds: _assets, ...rest } = draft;
  return { ...rest, customerId };
}

interface Owner {
  readonly customerId: number | null;
  readonly siteId: number | null;
}

/** A draft for a user or an asset: customer and site follow; assets of another customer go. */
export function withOwner(draft: Draft, { customerId, siteId }: Owner): Draft {
  if (customerId === null) return draft;
  const { assetIds, ...rest } = draft;
  const isSame = draft.customerId === customerId || draft.customerId === undefined;
  return { ...rest, ...(isSame && assetIds !== undefined && { assetIds }), customerId, ...(siteId !== null && { siteId }) };
}

/** A draft with what a template says, under what somebody chose or typed already. */
export function withTemplate(draft: Draft, filled: Draft): Draft {
  const { templateId: _former, ...rest } = draft;
  const typed = Object.entries(rest).filter(([, value]) => value !== "" && value !== undefined);
  return { ...filled, ...Object.fromEntries(typed) };
}

/** What a field that somebody empties holds: nothing for the type to fill; or, where a template filled it, none at all. */
export function emptyOf(draft: Draft): null | undefined {
  return draft.templateId === undefined ? undefined : null;
}

/** What is sent of a draft. The user, the type and the template fill what is left out; of `fields`, none is said as none. */
export function givenOf(draft: Draft, fields: readonly string[]): Draft {
  const isNone = draft.templateId !== undefined;
  return Object.fromEntries(
    Object.entries(draft).filter(([name, value]) => value !== undefined && (value !== null || (isNone && fields.includes(name)))),
  );
}
