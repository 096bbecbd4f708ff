import type { Kysely } from "kysely";
import type { Right } from "../../model/permission.ts";
import type { Tables } from "../../store/tables.ts";
import type { Caller } from "../caller.ts";
import type { ApiDependencies } from "../dependencies.ts";

/** The query of a call. Names are case-insensitive and given in lower case; `""`, `undefined` and `null` count as absent. */
export interface HaloQuery {
  readonly text: (name: string) => string | null;
  /** `true`, `1`, `yes`, `on` or not. @throws Invalid */
  readonly flag: (name: string) => boolean | null;
  /** A whole number; `95.0` is 95. @throws Invalid */
  readonly number: (name: string) => number | null;
  /** Values between commas, and of a name that stands there several times. */
  readonly list: (name: string) => readonly string[];
}

/** One call to `/api`. */
export interface HaloCall {
  readonly needs: ApiDependencies;
  /** The database; while a POST or a DELETE is at work its open transaction, which everything must go through. */
  readonly db: Kysely<Tables>;
  readonly now: Date;
  readonly caller: Caller;
  /** What the audit log says of who did it. */
  readonly by: string;
  readonly query: HaloQuery;
}

/** One posted object, its keys in lower case, those inside too. `readItem` of `shapes.ts` reads it. */
export type HaloItem = Readonly<Record<string, unknown>>;

/** One condition of `advanced_search`; the name is on the resource's list, in lower case. */
export interface HaloCondition {
  readonly name: string;
  readonly operator: "in" | "notIn" | "is" | "isNot" | "like" | "notLike" | "above" | "atLeast" | "below" | "atMost";
  readonly value: string;
}

/** Which part of a list is asked for; what is the same for every resource, read once. */
export interface HaloWindow {
  /** How many to pass over, and how many to answer at most. */
  readonly from: number;
  readonly limit: number;
  /** HaloPSA's names in lower case, most important first; a name that a resource does not know is passed over. */
  readonly order: readonly { readonly name: string; readonly isDescending: boolean }[];
  readonly search: string | null;
  /** ISO moments of `lastupdatefromdate` and `lastupdatetodate`. */
  readonly updatedSince: string | null;
  readonly updatedUntil: string | null;
  /** Of `includeactive`, `includeinactive`, `activeinactive`: active ones only, where nothing is said. */
  readonly includesActive: boolean;
  readonly includesInactive: boolean;
  readonly conditions: readonly HaloCondition[];
}

/** A further path of a resource: `me`, `nexttag`, `{id}/download`, in lower case. */
export interface HaloExtra {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  /** How much of the resource's right it asks for; `signedIn`: nothing. Otherwise as its method says. */
  readonly level?: "read" | "edit" | "all" | "signedIn";
  /** Answers JSON, or a whole response. `items` are those of the body, if there are any. */
  readonly answer: (call: HaloCall, asked: { readonly id: string; readonly items: readonly HaloItem[] }) => Promise<object>;
}

/** One resource of `/api`. An answer that is a `Response` is sent as it is. */
export interface HaloResource {
  /** In lower case: `tickets`. */
  readonly path: string;
  /** GET asks for `read` of it, POST for `edit`, DELETE for `all`. */
  readonly right: Right;
  /** Under which name a list stands; null for a bare array. */
  readonly listKey: string | null;
  /** Set-up that every agent may read who is signed in. */
  readonly isReadByAll?: boolean;
  /** Users may call it too: its functions narrow by `call.caller`. */
  readonly isOpenToUsers?: boolean;
  /** What `advanced_search` may ask for, in lower case. */
  readonly conditionNames?: readonly string[];
  readonly list: (call: HaloCall, window: HaloWindow) => Promise<{ readonly items: readonly object[]; readonly total: number }>;
  readonly get?: (call: HaloCall, id: string) => Promise<object>;
  /** Creates, or updates where the item has an id; answers the record as `get` does. */
  readonly save?: (call: HaloCall, item: HaloItem) => Promise<object>;
  /** Answers what was deleted. */
  readonly delete?: (call: HaloCall, id: string) => Promise<object>;
  readonly more?: readonly HaloExtra[];
}
