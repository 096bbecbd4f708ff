import type { SearchHit } from "../../src/api/v1/shapes/home.ts";

export type Hit = Omit<SearchHit, "kind"> & { readonly kind: SearchHit["kind"] | "page" };

const headings: readonly { readonly kind: Hit["kind"]; readonly label: string }[] = [
  { kind: "page", label: "Pages" },
  { kind: "user", label: "Users" },
  { kind: "agent", label: "Agents" },
  { kind: "account", label: "Accounts in directories" },
  { kind: "ticket", label: "Tickets" },
  { kind: "customer", label: "Customers" },
  { kind: "site", label: "Sites" },
  { kind: "asset", label: "Assets" },
  { kind: "subscription", label: "Subscriptions" },
  { kind: "softwareLicence", label: "Software licences" },
  { kind: "connection", label: "Directories" },
  { kind: "run", label: "Runs" },
];

/** Hits below their headings, in the order of the menu. */
export function groupHits(pages: readonly Hit[], hits: readonly SearchHit[]) {
  const all: readonly Hit[] = [...pages, ...hits];
  return headings
    .map(({ kind, label }) => ({ kind, label, hits: all.filter((hit) => hit.kind === kind) }))
    .filter((group) => group.hits.length > 0);
}

export type HitGroup = ReturnType<typeof groupHits>[number];
