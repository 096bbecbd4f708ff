import type { deskKinds } from "../../model/records/desk-kinds.ts";
import type { RecordOf } from "../../model/records/kind.ts";
import { writeGuid } from "./numbered-guid.ts";
import type { ItemReader } from "./shapes.ts";

type Kinds = typeof deskKinds;
type Sla = RecordOf<Kinds["sla"]>;
type Priority = RecordOf<Kinds["priority"]>;
type TicketType = RecordOf<Kinds["ticketType"]>;
type Outcome = RecordOf<Kinds["outcome"]>;

/** HaloPSA's -1: none, or what stands above decides. */
export const none = -1;

/** A priority as an SLA has it: HaloPSA knows no priority without one. */
export function writePriority(sla: Sla | null, priority: Priority) {
  const target = sla?.targets.find((one) => one.priorityId === priority.id);
  return {
    id: writeGuid("priority", sla?.id ?? 0, priority.id),
    slaid: sla?.id ?? none,
    priorityid: priority.id,
    name: priority.name,
    responsetime: target?.responseMinutes ?? 0,
    responseunits: "M",
    fixtime: target?.resolutionMinutes ?? 0,
    fixunits: "M",
    ishidden: !priority.isActive,
    colour: priority.colour,
    sequence: priority.position,
  };
}

export function writeSla(sla: Sla, priorities: readonly Priority[] | null) {
  return {
    id: sla.id,
    name: sla.name,
    workday_id: sla.workingHoursId,
    workday_name: sla.labels.workingHoursId ?? "",
    inactive: !sla.isActive,
    ...(priorities !== null && { priorities: priorities.map((priority) => writePriority(sla, priority)) }),
  };
}

export function writeStatus(status: RecordOf<Kinds["ticketStatus"]>) {
  return {
    id: status.id,
    guid: writeGuid("ticketStatus", status.id),
    name: status.name,
    shortname: status.name,
    type: 0,
    sequence: status.position,
    colour: status.colour,
    is_closed: status.state === "closed",
    is_waiting: status.state === "waiting",
  };
}

export function writeTicketType(type: TicketType) {
  return {
    id: type.id,
    guid: writeGuid("ticketType", type.id),
    name: type.name,
    use: "ticket",
    sequence: type.position,
    visible: type.isActive,
    cancreate: type.isActive,
    agentscanselect: type.isActive,
    enduserscanselect: type.isActive && type.usersMayChoose,
    workflow_id: type.id,
    initial_status: type.firstStatusId ?? none,
    default_sla: type.slaId ?? none,
    default_sla_name: type.labels.slaId ?? "",
    default_priority: type.priorityId ?? none,
    default_team: type.labels.teamId ?? "",
    default_category_1: type.labels.categoryId ?? "",
  };
}

export function writeOutcome(outcome: Outcome) {
  return {
    id: outcome.id,
    outcome: outcome.name,
    buttonname: outcome.name,
    newstatus: outcome.statusId ?? none,
    newstatus_name: outcome.labels.statusId ?? "",
    hiddenfromuser: outcome.kind === "privateNote",
    sendemail: outcome.sendsMail,
    hidden: !outcome.isActive,
    sequence: outcome.position,
    systemid: 0,
  };
}

/** Every ticket type has one workflow of one step, in which every outcome is allowed. */
export function writeWorkflow(type: TicketType, outcomes: readonly Outcome[]) {
  return {
    id: type.id,
    name: type.name,
    active: type.isActive,
    steps: [
      {
        id: type.id,
        step_no: 1,
        stepname: type.name,
        start: true,
        actions: outcomes.map((outcome, at) => ({
          id: at + 1,
          action_id: outcome.id,
          action_name: outcome.name,
          buttonname: outcome.name,
          seq: at + 1,
        })),
      },
    ],
  };
}

export function writeCategory(category: RecordOf<Kinds["category"]>) {
  return {
    id: category.id,
    value: category.path,
    category_name: category.name,
    type_id: 1,
    parent_id: category.parentId ?? 0,
    inactive: !category.isActive,
  };
}

export function writeTemplate(template: RecordOf<Kinds["ticketTemplate"]>) {
  const { labels } = template;
  return {
    id: template.id,
    name: template.name,
    summary: template.summary,
    details: template.details,
    tickettype_id: template.typeId,
    tickettype_name: labels.typeId ?? "",
    priority_id: template.priorityId ?? none,
    category_1: labels.categoryId ?? "",
    categoryid_1: template.categoryId ?? none,
    impact: template.impactId ?? none,
    urgency: template.urgencyId ?? none,
    team: labels.teamId ?? "",
    team_id: template.teamId ?? none,
    agent_id: template.agentId ?? none,
    agent_name: labels.agentId ?? "",
    inactive: !template.isActive,
  };
}

export function readStatus(sent: ItemReader) {
  const state = sent.flag("is_closed") === true ? "closed" : sent.flag("is_waiting") === true ? "waiting" : undefined;
  const isOpened = state === undefined && (sent.flag("is_closed") === false || sent.flag("is_waiting") === false);
  return { ...readNamed(sent), colour: sent.text("colour"), state: isOpened ? "open" : state };
}

export function readTicketType(sent: ItemReader) {
  return {
    ...readNamed(sent),
    isActive: sent.flag("visible") ?? sent.flag("cancreate"),
    usersMayChoose: sent.flag("enduserscanselect"),
    firstStatusId: sent.id("initial_status"),
    priorityId: sent.id("default_priority"),
    slaId: sent.id("default_sla"),
  };
}

/** The kind of an outcome follows from what it does: hidden from users is a note, with mail a reply. */
export function readOutcome(sent: ItemReader) {
  const isHidden = sent.flag("hiddenfromuser");
  const sendsMail = sent.flag("sendemail");
  const kind = isHidden === true ? "privateNote" : isHidden === false || sendsMail === true ? "publicReply" : undefined;
  return {
    ...readNamed(sent),
    name: sent.text("outcome") ?? sent.text("buttonname"),
    kind,
    sendsMail,
    statusId: sent.id("newstatus"),
    isActive: opposite(sent.flag("hidden")),
  };
}

/** A category is named by its path, `Hardware>Printer`, or by its name and what it stands below. */
export function readCategory(sent: ItemReader) {
  const path = sent
    .text("value")
    ?.split(">")
    .map((part) => part.trim());
  return {
    name: sent.text("category_name") ?? path?.at(-1),
    parentId: sent.id("parent_id"),
    isActive: opposite(sent.flag("inactive")),
  };
}

export function readTemplate(sent: ItemReader) {
  return {
    name: sent.text("name"),
    summary: sent.text("summary"),
    details: sent.text("details"),
    typeId: sent.id("tickettype_id"),
    priorityId: sent.id("priority_id"),
    impactId: sent.id("impact"),
    urgencyId: sent.id("urgency"),
    agentId: sent.id("agent_id"),
    isActive: opposite(sent.flag("inactive")),
  };
}

/** A target of an SLA in minutes, from a number and its unit: M, H or D, a day of eight hours. Null promises nothing. */
export function readTarget(
  sent: ItemReader,
  { time, units }: { readonly time: string; readonly units: string },
): number | null | undefined {
  const number = sent.number(time);
  if (number === undefined || number === null || number <= 0) return number === undefined ? undefined : null;
  const minutes = { M: 1, H: 60, D: 480 }[sent.text(units)?.trim().charAt(0).toUpperCase() ?? "M"] ?? 1;
  return Math.max(1, Math.round(number * minutes));
}

export function readNamed(sent: ItemReader) {
  return { name: sent.text("name"), position: sent.number("sequence") ?? undefined };
}

export function opposite(flag: boolean | undefined): boolean | undefined {
  return flag === undefined ? undefined : !flag;
}
