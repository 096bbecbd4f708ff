import type { LineQuantity } from "../../model/records/contracts.ts";

/** What a line counted and what that is called. `since` is the day from which a kept quantity holds; null where it is counted now. */
export interface CountedThing {
  readonly quantity: LineQuantity;
  readonly n: number;
  /** The name of the subscription, licence, site or type; null where there is none, or it is gone. */
  readonly name: string | null;
  readonly since: string | null;
}

/** Where the quantity of a line came from, as an invoice says it: `12 seats of Workspace Business Plus, since 2026-11-21`. */
export function explainCounted({ quantity, n, name, since }: CountedThing): string {
  const kept = since === null ? "" : `, since ${since}`;
  const nothingKept = `no quantity of ${name ?? "what this counts"} is known for that day`;
  switch (quantity.kind) {
    case "fixed":
      return `${n} as agreed`;
    case "subscription":
      return since === null
        ? nothingKept
        : `${n} ${quantity.counts === "assigned" ? "assigned" : "bought"} of ${name ?? "a subscription that is gone"}${kept}`;
    case "licence":
      return since === null
        ? nothingKept
        : `${n} ${quantity.counts === "used" ? "in use" : "bought"} of ${name ?? "a licence that is gone"}${kept}`;
    case "activeUsers":
      return `${n} active ${n === 1 ? "user" : "users"}${quantity.siteId === null ? "" : ` of ${name ?? "a site that is gone"}`}`;
    case "activeAssets":
      return `${n} active ${n === 1 ? "asset" : "assets"}${quantity.assetTypeId === null ? "" : ` of the type ${name ?? "that is gone"}`}`;
  }
}
