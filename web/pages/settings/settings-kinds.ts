import type { DefaultView } from "../../records/saved-views.tsx";

/** How the list of a kind looks under Settings. */
export interface SettingsKind {
  readonly name: string;
  readonly path: string;
  readonly title: string;
  readonly subtitle: string;
  readonly shown?: readonly string[];
  readonly filters?: readonly string[];
  readonly views?: readonly DefaultView[];
  /** What stands where there is none yet. */
  readonly empty: string;
}

/** The kinds that are set up once and used everywhere. */
export const settingsKinds: readonly SettingsKind[] = [
  {
    name: "agentRole",
    path: "agent-roles",
    title: "Agents' roles",
    subtitle: "What agents may do. Directories give roles by groups; you give them by hand on an agent's page.",
    shown: ["isAdministrator", "notes"],
    empty: "Without a role, an agent may sign in and see nothing.",
  },
  {
    name: "userRole",
    path: "user-roles",
    title: "User roles",
    subtitle: "Whose tickets end users see, and who is a VIP.",
    empty: "Without a role, users see their own tickets only.",
  },
  {
    name: "team",
    path: "teams",
    title: "Teams",
    subtitle: "Agents who share tickets.",
    shown: ["agentIds", "email", "isActive"],
    empty: "Tickets can be given to a team before an agent takes them.",
  },
  {
    name: "cab",
    path: "cabs",
    title: "Change advisory boards (CABs)",
    subtitle: "Who approves changes. Directories give seats by groups; you give them by hand on an agent's page.",
    shown: ["approvalsNeeded"],
    empty: "A board has members with a role each.",
  },
  {
    name: "cabRole",
    path: "cab-roles",
    title: "CAB roles",
    subtitle: "What members of a change advisory board (CAB) are there for.",
    empty: "Such as chair, or security.",
  },
  {
    name: "ticketType",
    path: "ticket-types",
    title: "Ticket types",
    subtitle: "What a ticket is, and what it begins with.",
    shown: ["firstStatusId", "priorityId", "slaId", "teamId", "usersMayChoose", "isActive"],
    empty: "Every ticket has a type.",
  },
  {
    name: "ticketStatus",
    path: "ticket-statuses",
    title: "Ticket statuses",
    subtitle: "Where a ticket stands. While its status waits, the clock of its SLA stands.",
    empty: "Every ticket has a status.",
  },
  {
    name: "priority",
    path: "priorities",
    title: "Priorities",
    subtitle: "How urgent a ticket is. SLAs promise by priority.",
    empty: "SLAs promise by priority.",
  },
  {
    name: "impact",
    path: "impacts",
    title: "Impact",
    subtitle: "How many people are hit.",
    empty: "Such as one person, a site, everybody.",
  },
  {
    name: "urgency",
    path: "urgencies",
    title: "Urgency",
    subtitle: "How long it can wait.",
    empty: "Such as today, this week.",
  },
  {
    name: "outcome",
    path: "outcomes",
    title: "Outcomes",
    subtitle: "What somebody does on a ticket: an answer that the user reads, a private note, a change of status.",
    empty: "Agents choose one whenever they write on a ticket.",
  },
  {
    name: "sla",
    path: "slas",
    title: "SLAs",
    subtitle: "How fast tickets are answered and solved, by priority, in working hours.",
    shown: ["workingHoursId", "isActive"],
    empty: "Without an SLA, tickets have no deadline.",
  },
  {
    name: "workingHours",
    path: "working-hours",
    title: "Working hours",
    subtitle: "When the desk works, and the holidays on which it does not.",
    shown: ["timeZone"],
    empty: "The clocks of SLAs run in working hours only.",
  },
  {
    name: "ticketTemplate",
    path: "ticket-templates",
    title: "Ticket templates",
    subtitle: "Tickets that come again, filled in beforehand.",
    shown: ["typeId", "summary", "priorityId", "teamId", "isActive"],
    empty: "A new colleague, a broken laptop: what is asked each time.",
  },
  {
    name: "assetType",
    path: "asset-types",
    title: "Asset types",
    subtitle: "What assets are described by.",
    shown: ["groupId", "keyLabel", "tagPrefix", "isActive"],
    empty: "Every asset has a type.",
  },
  {
    name: "assetGroup",
    path: "asset-groups",
    title: "Asset groups",
    subtitle: "Types of assets that belong together.",
    empty: "Such as hardware, network.",
  },
  {
    name: "assetStatus",
    path: "asset-statuses",
    title: "Asset statuses",
    subtitle: "Where assets are in their life.",
    empty: "Such as in stock, in use, scrapped.",
  },
];

/** The kind that stands at a path of Settings. */
export function findSettingsKind(path: string | undefined): SettingsKind | undefined {
  return settingsKinds.find((kind) => kind.path === path);
}
