import type { Page } from "playwright-core";
import { findAgent, findUser, type Scene } from "./drive-demo.ts";
import type { Screen } from "./screens.ts";

const at = (address: string) => () => address;
const edit = async (page: Page) => await page.getByRole("button", { name: "Edit", exact: true }).click();
const press = (name: string | RegExp) => async (page: Page) => await page.getByRole("button", { name }).first().click();
const agentTab = (tab: string) => async (scene: Scene) => `/agents/${await findAgent(scene, "owen")}?tab=${tab}`;
const userTab = (tab: string) => async (scene: Scene) => `/users/${await findUser(scene, "mary.okafor")}?tab=${tab}`;

/** Tickets, as agents work them. */
export const ticketScreens: readonly Screen[] = [
  { name: "tickets", address: at("/tickets"), shows: "Porto: no internet in the whole office" },
  { name: "tickets-beside", address: at("/tickets?open=3"), shows: "Open the page" },
  {
    name: "tickets-change",
    address: at("/tickets"),
    steps: async (page) => {
      for (const n of [11, 12]) await page.getByRole("checkbox", { name: new RegExp(`\\b${n}\\b`) }).click();
      await page.getByRole("button", { name: "Change…" }).click();
    },
    shows: "Which field",
  },
  { name: "ticket", address: at("/tickets/3"), shows: "Goes by mail to" },
  { name: "ticket-details", address: at("/tickets/3?tab=details"), shows: "Last changed" },
  { name: "ticket-assets", address: at("/tickets/3?tab=assets"), shows: "PF5Q" },
  { name: "ticket-attachments", address: at("/tickets/3?tab=attachments"), shows: "20 MB" },
  { name: "ticket-history", address: at("/tickets/3?tab=history"), shows: "Created by" },
  { name: "ticket-new", address: at("/tickets/new"), shows: "Open the ticket" },
  { name: "customer-tickets", address: at("/customers/2?tab=tickets"), shows: "Porto: no internet in the whole office" },
];

/** What people work with every day. */
export const deskScreens: readonly Screen[] = [
  { name: "customer-sites", address: at("/customers/2?tab=sites"), shows: "3 sites" },
  { name: "customer-users", address: at("/customers/2?tab=users"), shows: "All filters" },
  { name: "customer-assets", address: at("/customers/2?tab=assets"), shows: "LDS-LT-001" },
  { name: "customer-licences", address: at("/customers/2?tab=licences"), shows: "New software licence" },
  { name: "customer-edit", address: at("/customers/2"), steps: edit, shows: "Edit Alder & Finch Architects" },
  { name: "sites", address: at("/sites"), shows: "Where the people of customers are" },
  { name: "assets", address: at("/assets"), shows: "LDS-LT-001" },
  { name: "asset-beside", address: at("/assets?open=1"), shows: "Open the page" },
  {
    name: "assets-change",
    address: at("/assets"),
    steps: async (page) => {
      for (const n of [1, 2, 3]) await page.getByRole("checkbox", { name: `Choose LDS-LT-00${n}` }).click();
      await page.getByRole("button", { name: "Change…" }).click();
    },
    shows: "What to change",
  },
  { name: "asset", address: at("/assets/1"), shows: "Last changed" },
  { name: "asset-users", address: at("/assets/1?tab=users"), shows: "Nowak" },
  { name: "asset-history", address: at("/assets/1?tab=history"), shows: "Created by demo" },
  { name: "asset-new", address: at("/assets"), steps: press("New asset"), shows: "Create the asset" },
  { name: "seats", address: at("/seats"), shows: "Google Workspace Business Plus" },
  { name: "subscriptions", address: at("/subscriptions"), shows: "2 subscriptions" },
  { name: "subscription-quantities", address: at("/subscriptions/2?tab=quantities"), shows: "Correct the past" },
  { name: "software-licences", address: at("/software-licences"), shows: "PDF editor" },
  { name: "software-licence-holders", address: at("/software-licences/1?tab=assignments"), shows: "in use" },
  { name: "recurring-invoices", address: at("/recurring-invoices"), shows: "Managed workplace" },
  { name: "invoice-preview", address: at("/recurring-invoices/1?tab=preview"), shows: "active assets" },
  { name: "invoice-issued", address: at("/recurring-invoices/1?tab=issued"), shows: "CSV of" },
  { name: "invoice-lines", address: at("/recurring-invoices/1"), steps: edit, shows: "Add a line" },
  { name: "user-new", address: at("/users"), steps: press("New user"), shows: "Create the user" },
  { name: "user-roles", address: userTab("roles"), shows: "Give or take by hand" },
  { name: "user-devices", address: userTab("devices"), shows: "LDS-" },
  { name: "user-erase", address: userTab("now"), steps: press("Erase…"), shows: "Goes for good" },
  { name: "agent-roles-tab", address: agentTab("roles"), shows: "Change advisory boards" },
  { name: "agent-grants", address: agentTab("roles"), steps: press(/^Give or take by hand/), shows: "Seats on change advisory boards" },
];

/** What is set up once. */
export const settingsScreens: readonly Screen[] = [
  { name: "settings", address: at("/settings"), shows: "API applications" },
  { name: "agent-roles", address: at("/settings/agent-roles"), shows: "Platform engineer" },
  { name: "agent-role", address: at("/settings/agent-roles/2"), shows: "Last changed" },
  { name: "agent-role-rights", address: at("/settings/agent-roles/2"), steps: edit, shows: "Part of the desk" },
  { name: "agent-role-holders", address: at("/settings/agent-roles/1?tab=holders"), shows: "Owen Achterberg" },
  { name: "teams", address: at("/settings/teams"), shows: "First line" },
  { name: "team-members", address: at("/settings/teams/1?tab=members"), shows: "Priya Raman" },
  { name: "ticket-statuses", address: at("/settings/ticket-statuses"), shows: "Where a ticket stands" },
  { name: "sla-targets", address: at("/settings/slas/1"), steps: edit, shows: "Solved within" },
  { name: "working-hours", address: at("/settings/working-hours/1"), steps: edit, shows: "Same as Monday until Friday" },
  { name: "asset-type-fields", address: at("/settings/asset-types/1"), steps: edit, shows: "Another field" },
  { name: "categories", address: at("/settings/categories"), shows: "Hardware" },
  { name: "custom-fields", address: at("/settings/custom-fields"), shows: "Add a field to tickets" },
  { name: "custom-field-new", address: at("/settings/custom-fields"), steps: press("Add a field to assets"), shows: "Add the field" },
  { name: "mail", address: at("/settings/mail"), shows: "Outgoing mail" },
  { name: "audit", address: at("/settings/audit"), shows: "Every change" },
  { name: "applications", address: at("/settings/applications"), shows: "No program may call Muster yet" },
  { name: "application-new", address: at("/settings/applications"), steps: press("New application"), shows: "What it may do" },
  { name: "webhooks", address: at("/settings/webhooks"), shows: "No webhook yet" },
  { name: "webhook-new", address: at("/settings/webhooks"), steps: press("New webhook"), shows: "Tell it when" },
  { name: "settings-unknown", address: at("/settings/nothing"), shows: "Nothing stands at this address" },
];

/** What is to be seen once programs are connected. */
export const programScreens: readonly Screen[] = [
  { name: "application", address: at("/settings/applications/1"), shows: "What the program needs" },
  {
    name: "application-secret",
    address: at("/settings/applications/1"),
    steps: press("Make a new secret…"),
    shows: "The secrets that there are",
  },
  { name: "webhook", address: at("/settings/webhooks/1"), shows: "Whom it tells what" },
];

/** Take-overs: one with its files, one with a plan, one that was applied, and the plan of taking that back. */
export const takeoverScreens: readonly Screen[] = [
  { name: "take-overs", address: at("/settings/take-over"), shows: "applied, 7 written" },
  { name: "take-over-files", address: at("/settings/take-over/1"), shows: "Shoe size" },
  { name: "take-over-preview", address: at("/settings/take-over/2"), shows: "Wren Castellan" },
  { name: "take-over-result", address: at("/settings/take-over/3"), shows: "7 records taken over" },
  { name: "take-over-undo", address: at("/settings/take-over/4"), shows: "What would be taken back" },
];
