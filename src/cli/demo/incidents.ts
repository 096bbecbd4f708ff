/** An incident of the demo, with what a careless sync would make of it. */
export interface Incident {
  readonly name: string;
  readonly title: string;
  readonly careless: string;
  /** The connection to run next. */
  readonly connection: "Alder & Finch" | "Brightwater IT" | null;
  /** What it did to the sandbox's answers is over when anything else happens. */
  readonly isFault: boolean;
}

export const alder = "Alder & Finch";

/** What the last one of the list does: it takes back all others. */
export const putBackName = "put-back";

/** In the order of the drawer. The names are those of the sandbox, but for `kofi-edited`, which happens on the desk. */
export const incidents: readonly Incident[] = [
  {
    name: "empty-answer",
    title: "Google answers with an empty list",
    careless: "takes it for the truth that everybody left, and deactivates all 870 people.",
    connection: alder,
    isFault: true,
  },
  {
    name: "breaks-off",
    title: "The list breaks off after page 1",
    careless: "takes the 500 accounts that came for all there are, and deactivates the other 400.",
    connection: alder,
    isFault: true,
  },
  {
    name: "porto-closes",
    title: "Porto closes",
    careless: "deactivates 61 people at once, without asking whether that was meant.",
    connection: alder,
    isFault: false,
  },
  {
    name: "it-admins-emptied",
    title: "The group IT admins is emptied",
    careless: "takes the role from every member, also from the last administrator, and nobody can sign in to mend it.",
    connection: "Brightwater IT",
    isFault: false,
  },
  {
    name: "kofi-edited",
    title: "Somebody edits Kofi while you read",
    careless: "writes over the edit with what it had read before, and nobody hears of it.",
    connection: alder,
    isFault: false,
  },
  {
    name: "address-reused",
    title: "An address is given to a new person",
    careless: "matches by address, and gives the newcomer the record, the tickets and the rights of whoever left.",
    connection: alder,
    isFault: false,
  },
  {
    name: "sign-in-revoked",
    title: "The sign-in to Google is revoked",
    careless: "tries again all night, or takes the refusals for an empty directory.",
    connection: alder,
    isFault: false,
  },
  {
    name: "day-seven",
    title: "The clock jumps to day 7 of test mode",
    careless: "stops without a word a week after it was set up, and people who left keep their access.",
    connection: alder,
    isFault: false,
  },
  {
    name: putBackName,
    title: "Put everything back",
    careless: "has no such button.",
    connection: null,
    isFault: false,
  },
];
