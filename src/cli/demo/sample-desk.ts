import type { RoleRights } from "../../model/permission.ts";

/** What the roles of the demo may do. */
export const sampleRights: Readonly<Record<string, RoleRights>> = {
  Technician: { tickets: "edit", customers: "read", users: "edit", agents: "read", assets: "edit", licences: "read" },
  "Platform engineer": {
    tickets: "edit",
    customers: "read",
    users: "edit",
    agents: "read",
    assets: "all",
    licences: "edit",
    directories: "read",
  },
  "Service manager": {
    ...{ tickets: "all", customers: "all", users: "edit", agents: "edit", assets: "all" },
    ...{ licences: "all", invoices: "all", directories: "edit", settings: "edit" },
  },
};

/** Teams and who is in them. */
export const sampleTeams: readonly { readonly name: string; readonly email: string; readonly agents: readonly string[] }[] = [
  {
    name: "First line",
    email: "servicedesk@brightwater.example",
    agents: ["Priya Raman", "Callum Reyes", "Fatima Haddad", "Joel Pritchard", "Anouk Verhoeven"],
  },
  { name: "Networks and cloud", email: "networks@brightwater.example", agents: ["Marek Zieliński", "Tendai Moyo", "Sunniva Dahl"] },
];

/** Assets by site: so many of a model, tagged one after the other. With `isHeld`, each belongs to one of the site's people. */
export interface SampleAssets {
  readonly site: string;
  readonly type: string;
  readonly prefix: string;
  readonly serial: string;
  readonly count: number;
  readonly isHeld: boolean;
}

export const sampleAssets: readonly SampleAssets[] = [
  { site: "Leeds", type: "Laptop", prefix: "LDS-LT-", serial: "PF3K", count: 7, isHeld: true },
  { site: "Leeds", type: "Desktop", prefix: "LDS-WS-", serial: "CZC2", count: 4, isHeld: true },
  { site: "Leeds", type: "Network device", prefix: "LDS-NET-", serial: "FOC2", count: 2, isHeld: false },
  { site: "Porto", type: "Laptop", prefix: "OPO-LT-", serial: "PF4M", count: 5, isHeld: true },
  { site: "Porto", type: "Network device", prefix: "OPO-NET-", serial: "FOC3", count: 1, isHeld: false },
  { site: "Remote", type: "Laptop", prefix: "REM-LT-", serial: "PF5Q", count: 4, isHeld: true },
  { site: "Remote", type: "Phone", prefix: "REM-PH-", serial: "R58N", count: 3, isHeld: true },
];

/** What is bought by the seat, with what it was some months ago. */
export interface SampleSubscription {
  readonly name: string;
  readonly sku: string;
  readonly plan: string;
  readonly price: number;
  /** Seats bought and assigned, with how many days ago that began; the oldest first. */
  readonly steps: readonly { readonly daysAgo: number; readonly quantity: number; readonly assigned: number }[];
}

export const sampleSubscriptions: readonly SampleSubscription[] = [
  {
    name: "Google Workspace Business Plus",
    sku: "Google-Apps-Unlimited",
    plan: "Flexible",
    price: 17.25,
    steps: [
      { daysAgo: 210, quantity: 780, assigned: 771 },
      { daysAgo: 150, quantity: 820, assigned: 812 },
      { daysAgo: 75, quantity: 870, assigned: 866 },
      { daysAgo: 12, quantity: 905, assigned: 903 },
    ],
  },
  {
    name: "Endpoint backup",
    sku: "BKP-EP-1Y",
    plan: "Annual",
    price: 3.4,
    steps: [
      { daysAgo: 200, quantity: 20, assigned: 14 },
      { daysAgo: 40, quantity: 35, assigned: 30 },
    ],
  },
];

/** Licences by the piece, and how many people of which site hold one. The first of them has one that somebody holds who left. */
export const sampleLicences: readonly {
  readonly name: string;
  readonly sku: string;
  readonly vendor: string;
  readonly total: number;
  readonly price: number;
  readonly holders: readonly { readonly site: string; readonly count: number }[];
}[] = [
  {
    name: "ArchiDraw Professional 2026",
    sku: "ADP-2026",
    vendor: "ArchiDraw",
    total: 12,
    price: 49,
    holders: [
      { site: "Leeds", count: 7 },
      { site: "Porto", count: 3 },
    ],
  },
  { name: "RenderFarm seat", sku: "RF-SEAT", vendor: "RenderFarm", total: 5, price: 22.5, holders: [{ site: "Porto", count: 5 }] },
  { name: "PDF editor", sku: "PDF-ED", vendor: "Papyr", total: 40, price: 6.9, holders: [{ site: "Leeds", count: 8 }] },
];
