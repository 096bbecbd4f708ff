import { deepEqual } from "node:assert/strict";
import { test } from "node:test";
import type { ConnectionRow } from "../../../src/api/v1/shapes/connection.ts";
import { filterRows, readDirectoriesSearch } from "./directories-search.ts";

const row = (name: string, more: Partial<ConnectionRow> = {}): ConnectionRow => ({
  id: 1,
  name,
  type: "Google Workspace",
  account: "",
  customers: [],
  health: "healthy",
  says: "Healthy",
  since: null,
  accounts: 0,
  people: null,
  lastRead: null,
  lastChange: null,
  waiting: 0,
  action: { verb: "Open", href: "/directories/1" },
  ...more,
});

test("A directory is found by its name, its domain, its state and its customers, however they are spelled", () => {
  const rows = [
    row("Alder & Finch", { account: "alderfinch.example" }),
    row("Mirabel", { customers: [{ id: 1, name: "Clinic" }] }),
    row("Other", { says: "Failing since Tuesday" }),
  ];
  const found = (q: string) => filterRows(rows, { q }).map(({ name }) => name);
  deepEqual(found("ALDERFINCH"), ["Alder & Finch"]);
  deepEqual(found("clinic"), ["Mirabel"]);
  deepEqual(found("failing"), ["Other"]);
  deepEqual(found(""), ["Alder & Finch", "Mirabel", "Other"]);
  deepEqual(found("nobody"), []);
});

test("An address that makes no sense shows everything", () => {
  deepEqual(readDirectoriesSearch({ state: "fine", type: 7, q: null }), {});
  deepEqual(readDirectoriesSearch({ state: "failing", type: "Google Workspace", q: 12 }), {
    state: "failing",
    type: ["Google Workspace"],
    q: "12",
  });
});
