import { z } from "@hono/zod-openapi";
import { Counted } from "./common.ts";

/** Something that waits for a person; worst first. `verb` is the word on its button, `href` where it leads in the web app. */
export const WaitingItem = z
  .object({
    kind: z.enum(["reconnect", "approve", "failed", "decide", "review", "connect"]),
    connectionId: z.number().nullable(),
    sentence: z.string(),
    since: z.iso.datetime().nullable(),
    verb: z.string(),
    href: z.string(),
  })
  .openapi("WaitingItem");
export type WaitingItem = z.infer<typeof WaitingItem>;

/** The start page. */
export const Home = z
  .object({
    waiting: z.array(WaitingItem),
    /** Since 24 hours ago, in all directories. */
    sinceYesterday: z.object({ joined: Counted, left: Counted, moved: Counted, changed: Counted }),
    directories: z.object({
      healthy: z.number().int(),
      others: z.array(z.object({ connectionId: z.number(), name: z.string(), says: z.string() })),
      lastRead: z.iso.datetime().nullable(),
      lastChange: z.iso.datetime().nullable(),
    }),
    /** What is coming: plans that go out of date, links and sign-ins that expire within 30 days. */
    next: z.array(z.object({ at: z.iso.datetime(), says: z.string(), href: z.string() })),
    /** Changes applied a day, the last 14 days, oldest first. */
    changesByDay: z.array(
      z.object({ day: z.iso.date(), created: z.number(), updated: z.number(), deactivated: z.number(), other: z.number() }),
    ),
    /** Active users of each customer's sites, largest first. */
    peopleBySite: z.array(z.object({ siteId: z.number(), site: z.string(), customer: z.string(), people: z.number() })),
  })
  .openapi("Home");
export type Home = z.infer<typeof Home>;

/** Who is left out because something is wrong, by connection. */
export const LeftOutList = z
  .object({
    items: z.array(z.object({ connectionId: z.number(), connection: z.string(), n: z.number().int(), says: z.string(), href: z.string() })),
  })
  .openapi("LeftOutList");
export type LeftOutList = z.infer<typeof LeftOutList>;

/** One find of the global search. */
export const SearchHit = z
  .object({
    kind: z.enum([
      "user",
      "agent",
      "account",
      "customer",
      "site",
      "asset",
      "ticket",
      "subscription",
      "softwareLicence",
      "connection",
      "run",
    ]),
    title: z.string(),
    subtitle: z.string(),
    href: z.string(),
    isActive: z.boolean(),
  })
  .openapi("SearchHit");
export type SearchHit = z.infer<typeof SearchHit>;

/** What a search finds, best first within each kind. `searchedFor` is there where little holds what was typed, and something like it was looked for, too. */
export const SearchHits = z.object({ items: z.array(SearchHit), searchedFor: z.string().optional() }).openapi("SearchHits");
