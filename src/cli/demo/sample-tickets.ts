/** Something done on a ticket of the demo, so many hours after it was opened. Without an outcome, its user wrote. */
export interface SampleAction {
  readonly after: number;
  readonly outcome: string | null;
  readonly note: string;
  readonly minutes?: number;
}

/** A ticket of the demo: opened so many hours ago by the so-manieth person of a site. */
export interface SampleTicket {
  readonly summary: string;
  readonly details: string;
  readonly type: string;
  readonly priority: string;
  readonly category: string;
  readonly site: string;
  readonly person: number;
  readonly agent: string | null;
  readonly team: string;
  readonly hoursAgo: number;
  readonly hasAsset: boolean;
  readonly actions: readonly SampleAction[];
}

const ticket = (
  given: Partial<SampleTicket> & Pick<SampleTicket, "summary" | "details" | "site" | "person" | "hoursAgo">,
): SampleTicket => ({
  ...{ type: "Incident", priority: "Medium", category: "Software", agent: null, team: "First line", hasAsset: false, actions: [] },
  ...given,
});

/** Tickets as a desk has them on a normal day, the oldest first. */
export const sampleTickets: readonly SampleTicket[] = [
  ticket({
    summary: "Plotter prints every drawing twice",
    details: "Since this morning each sheet comes out twice, whatever I choose in the dialogue.",
    ...{ site: "Leeds", person: 0, hoursAgo: 190, category: "Hardware", agent: "Callum Reyes", priority: "Low" },
    actions: [
      { after: 2, outcome: "Start work", note: "", minutes: 5 },
      { after: 3, outcome: "Resolve", note: "The queue had two copies as its default. It is one again; please try.", minutes: 20 },
      { after: 5, outcome: null, note: "One sheet each. Thank you!" },
      { after: 6, outcome: "Resolve", note: "Glad to hear it.", minutes: 2 },
    ],
  }),
  ticket({
    summary: "New starter in Porto on Monday",
    details: "A junior architect joins the studio. Laptop, ArchiDraw, and the usual groups please.",
    ...{ type: "Onboarding", site: "Porto", person: 1, hoursAgo: 150, category: "Accounts", agent: "Fatima Haddad" },
    actions: [
      { after: 1, outcome: "Start work", note: "", minutes: 10 },
      { after: 4, outcome: "Private note", note: "No laptop left in Porto; one goes there by courier from Leeds.", minutes: 15 },
      { after: 26, outcome: "Reply and wait", note: "The laptop is on its way. Which groups does the studio want?", minutes: 5 },
    ],
  }),
  ticket({
    summary: "VPN drops every twenty minutes",
    details: "Only at home, only in the afternoon. The office is fine.",
    ...{
      site: "Remote",
      person: 0,
      hoursAgo: 120,
      category: "Network",
      agent: "Marek Zieliński",
      team: "Networks and cloud",
      hasAsset: true,
    },
    actions: [
      { after: 3, outcome: "Reply and wait", note: "Could you run the attached check while it happens, and send the result?", minutes: 15 },
      { after: 30, outcome: null, note: "It happened again at 15:40. The result says: renewal of the lease failed." },
      { after: 32, outcome: "Private note", note: "Their router hands out leases of 20 minutes. Looking for a way around.", minutes: 25 },
    ],
  }),
  ticket({
    summary: "ArchiDraw says that no licence is left",
    details: "Two of us in the studio can't open it today.",
    ...{ site: "Porto", person: 2, hoursAgo: 96, priority: "High", agent: "Priya Raman" },
    actions: [
      { after: 1, outcome: "Start work", note: "", minutes: 5 },
      { after: 2, outcome: "Private note", note: "One seat is still with somebody who left the practice.", minutes: 10 },
      { after: 3, outcome: "Resolve", note: "There is a free seat again: please start ArchiDraw once more.", minutes: 5 },
    ],
  }),
  ticket({
    summary: "Wi-Fi in the Leeds workshop is slow",
    details: "Uploading a model takes ten minutes. On the cable it takes one.",
    ...{ site: "Leeds", person: 3, hoursAgo: 72, category: "Network", agent: "Tendai Moyo", team: "Networks and cloud" },
    actions: [{ after: 5, outcome: "Start work", note: "", minutes: 10 }],
  }),
  ticket({
    summary: "Please share the tender folder with the client",
    details: "Read only, until the end of the month.",
    ...{ type: "Service request", priority: "Low", site: "Leeds", person: 4, hoursAgo: 70, category: "Accounts", agent: "Anouk Verhoeven" },
    actions: [{ after: 2, outcome: "Resolve", note: "Shared, read only. It ends by itself on the last of the month.", minutes: 10 }],
  }),
  ticket({
    summary: "Suspicious message about an unpaid invoice",
    details: "It looks like our bank, but asks me to sign in to see it. I have not clicked.",
    ...{
      priority: "High",
      site: "Leeds",
      person: 5,
      hoursAgo: 48,
      category: "Security",
      agent: "Sunniva Dahl",
      team: "Networks and cloud",
    },
    actions: [
      {
        after: 1,
        outcome: "Reply to the user",
        note: "Well spotted, and thank you for not clicking. We are taking it out of all mailboxes.",
        minutes: 20,
      },
      { after: 4, outcome: "Private note", note: "14 mailboxes had it; removed. The sender is blocked.", minutes: 45 },
      { after: 5, outcome: "Resolve", note: "It is gone everywhere. You may delete your copy.", minutes: 5 },
    ],
  }),
  ticket({
    summary: "Laptop battery lasts an hour",
    details: "It did six when it was new. It is three years old now.",
    ...{ site: "Porto", person: 3, hoursAgo: 47, category: "Hardware", agent: "Joel Pritchard", priority: "Low", hasAsset: true },
    actions: [
      { after: 6, outcome: "Reply and wait", note: "We have ordered a new one. When can you be without it for an hour?", minutes: 10 },
    ],
  }),
  ticket({
    summary: "A second screen for the new desk",
    details: "As the others in the studio have.",
    ...{ type: "Service request", priority: "Low", site: "Leeds", person: 6, hoursAgo: 26, category: "Hardware" },
  }),
  ticket({
    summary: "Backup of three laptops has not run for a week",
    details: "LDS-LT-002, LDS-LT-004 and OPO-LT-001 were not seen since last Friday.",
    ...{ type: "Alert", site: "Leeds", person: 1, hoursAgo: 20, category: "Software", agent: "Callum Reyes", hasAsset: true },
    actions: [{ after: 1, outcome: "Start work", note: "", minutes: 5 }],
  }),
  ticket({
    summary: "Can't sign in after the holidays",
    details: "It says that my password has run out, and the link to change it is dead.",
    ...{ site: "Remote", person: 2, hoursAgo: 5, category: "Accounts", priority: "High" },
  }),
  ticket({
    summary: "Porto: no internet in the whole office",
    details: "Since 20 minutes. The lamp of the router is red. We are on our phones.",
    ...{
      site: "Porto",
      person: 0,
      hoursAgo: 1,
      category: "Network",
      priority: "Critical",
      agent: "Marek Zieliński",
      team: "Networks and cloud",
    },
    actions: [
      {
        after: 0.2,
        outcome: "Reply to the user",
        note: "We see it, too. The provider is on the phone; news in half an hour.",
        minutes: 10,
      },
    ],
  }),
];
