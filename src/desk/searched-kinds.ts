import { deskKinds } from "../model/records/desk-kinds.ts";

const { user, agent, customer, site, asset, ticket, subscription, softwareLicence } = deskKinds;

/** What the search over everything looks through, each with the right that it needs. */
export const searchedKinds = [user, agent, customer, site, asset, ticket, subscription, softwareLicence] as const;
