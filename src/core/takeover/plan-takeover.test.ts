import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { PerKind, TakeoverKind, TakeoverLine } from "../../model/takeover.ts";
import type { KnownDesk, KnownRecord } from "./plan-book.ts";
import { numberNewRecords, planTakeover } from "./plan-takeover.ts";
import { proposeColumns } from "./propose-columns.ts";
import { type ReadRow, readRows } from "./read-cells.ts";
import { type DeskSetup, listTakeoverFields } from "./takeover-fields.ts";

const setup: DeskSetup = {
  customFields: [
    { entity: "user", key: "costCentre", label: "Cost centre", type: "text", options: [], isRequired: false },
    { entity: "user", key: "shift", label: "Shift", type: "multiSelect", options: ["Early", "Late"], isRequired: false },
  ],
  assetTypes: [{ id: 5, name: "Laptop", fields: [{ key: "ram", label: "Memory", type: "number", options: [], isRequired: true }] }],
  assetStatuses: [{ id: 2, name: "In use" }],
};

const none = (): PerKind<ReadonlyMap<string, number>> => ({
  customer: new Map(),
  site: new Map(),
  user: new Map(),
  agent: new Map(),
  asset: new Map(),
});

function makeDesk(
  records: Partial<PerKind<readonly KnownRecord[]>> = {},
  ids: Partial<PerKind<ReadonlyMap<string, number>>> = {},
): KnownDesk {
  const of = (kind: TakeoverKind) => new Map((records[kind] ?? []).map((record) => [record.id, record]));
  return {
    ...setup,
    system: "Halo",
    ids: { ...none(), ...ids },
    records: { customer: of("customer"), site: of("site"), user: of("user"), agent: of("agent"), asset: of("asset") },
  };
}

function known(id: number, values: KnownRecord["values"], change: Partial<KnownRecord> = {}): KnownRecord {
  return { id, version: 4, name: String(values.name ?? ""), values, isProtected: false, isAdministrator: false, ...change };
}

/** Rows of a file as the columns' own titles name the fields. */
function read(kind: TakeoverKind, text: string): readonly ReadRow[] {
  const [header = [], ...rows] = text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(","));
  const fields = listTakeoverFields(kind, setup);
  return readRows(
    rows.map((cells, index) => ({ line: index + 2, cells })),
    header,
    proposeColumns(header, fields),
    fields,
  );
}

function plan(files: Partial<Record<TakeoverKind, string>>, desk: KnownDesk = makeDesk()): readonly TakeoverLine[] {
  const of = (kind: TakeoverKind) => (files[kind] === undefined ? [] : read(kind, files[kind]));
  return planTakeover({ customer: of("customer"), site: of("site"), user: of("user"), agent: of("agent"), asset: of("asset") }, desk);
}

const say = (line: TakeoverLine) => `${line.kind} ${line.externalId} ${line.action}${line.says === null ? "" : `: ${line.says}`}`;
const changeOf = (line: TakeoverLine | undefined, field: string) => line?.changes.find((change) => change.field === field)?.after;

const alder = known(10, { name: "Alder", isActive: true });
const main = known(20, { name: "Main", customerId: 10, isMain: true, isActive: true });
const other = known(21, { name: "Main", customerId: 11, isMain: true, isActive: true });
const desk = { customer: [alder, known(11, { name: "Brook" })], site: [main, other] };

describe("a take-over's plan", () => {
  test("P12 makes customers, their sites, people and assets that name each other by the other system's ids", () => {
    const lines = numberNewRecords(
      plan({
        customer: "Id,Name\nC1,Alder\nC2,Brook",
        site: "Id,Name,Customer,Main site\nS1,Leeds,C1,no\nS2,Porto,C1,yes",
        user: "Id,Name,E-mail,Site,Customer,Manager\nU1,Ada,ada@a.test,S1,,U2\nU2,Bo,bo@a.test,,C2,",
        asset: "Id,Type,Serial number,Site,Users,Status,Memory\nA1,laptop,X-1,S1,U1,in use,16",
      }),
      { customer: [1, 2], site: [3, 4, 5], user: [6, 7], agent: [], asset: [8] },
    );
    assert.deepEqual(lines.map(say), [
      "customer C1 create",
      "customer C2 create",
      "site S1 create",
      "site S2 create",
      "site null create: the main site of Brook, for which no file names one",
      "user U1 create",
      "user U2 create",
      "asset A1 create",
    ]);
    assert.deepEqual(
      [3, 4].map((at) => changeOf(lines[at], "isMain")),
      [true, true],
      "the site that the file names, and Brook's own",
    );
    assert.deepEqual([changeOf(lines[5], "siteId"), changeOf(lines[5], "managerId"), changeOf(lines[6], "siteId")], [3, 7, 5]);
    assert.deepEqual(
      ["typeId", "siteId", "statusId", "userIds", "values.ram"].map((field) => changeOf(lines[7], field)),
      [5, 3, 2, [6], 16],
    );
  });

  test("P12 a second take-over finds records by their ids and writes only what differs; empty cells take nothing away", () => {
    const ids = { customer: new Map([["C1", 10]]), user: new Map([["U1", 30]]) };
    const ada = known(30, { name: "Ada", title: "Poet", siteId: 20, isActive: true });
    const files = { customer: "Id,Name\nC1,Alder", user: "Id,Name,Title,Customer\nU1,Ada King,,C1" };
    const lines = plan(files, makeDesk({ ...desk, user: [ada] }, ids));
    assert.deepEqual(lines.map(say), ["customer C1 same", "user U1 update"]);
    assert.deepEqual(lines[1]?.changes, [{ field: "name", before: "Ada", after: "Ada King" }]);
    assert.equal(lines[1]?.expectsVersion, 4);
  });

  test("P12 what is there already under the same name or address is taken as the same, and keeps the id", () => {
    const ada = known(30, { name: "Ada", email: "ada@a.test", siteId: 20 });
    const lines = plan(
      { customer: "Id,Name\nC1,alder", user: "Id,Name,E-mail,Customer\nU1,Ada,ADA@a.test,C1" },
      makeDesk({ ...desk, user: [ada] }),
    );
    assert.deepEqual(
      lines.map((line) => [line.action, line.recordId, line.foundBy, line.keepsId]),
      [
        ["update", 10, "name", true],
        ["update", 30, "email", true],
      ],
    );
  });

  test("P12 of two people with one address neither is guessed: a new record is made", () => {
    const twins = [30, 31].map((id) => known(id, { name: "Ada", email: "ada@a.test", siteId: 20 }));
    const [line] = plan({ user: "Id,E-mail,Customer\nU1,ada@a.test,Alder" }, makeDesk({ ...desk, user: twins }));
    assert.equal(line?.action, "create");
    assert.equal(changeOf(line, "name"), "ada@a.test", "somebody without a name is called by the address");
  });

  test("P12 a line that can't be taken over says every reason, and stops those that need it and no others", () => {
    const lines = plan({
      customer: "Id,Name\nC1,Alder\nC1,Alder again\n,Nameless\nC4,\nC5,ALDER",
      site: "Id,Name,Customer,Time zone\nS4,Leeds,C4,\nS6,Porto,C1,Europe/Nowhere",
      user: "Id,Name,E-mail,Site,Shift\nU1,Ada,no address,S4,Early\nU2,Bo,,Nowhere,Never\nU3,Cy,,,Late",
    });
    assert.deepEqual(lines.filter((line) => line.action === "refused").map(say), [
      "customer C1 refused: the id C1 stands in the file already, on a line above",
      "customer null refused: the id is missing",
      "customer C4 refused: Name is missing",
      'customer C5 refused: there is another customer called "ALDER" already',
      "site S4 refused: its customer C4 is missing: line 5 of the customers is refused",
      'site S6 refused: Time zone "Europe/Nowhere" is no time zone; write it like Europe/Lisbon',
      'user U1 refused: E-mail "no address" is no e-mail address; its site S4 is missing: line 2 of the sites is refused',
      'user U2 refused: Shift "Never" is none of Early, Late; there is no site "Nowhere"',
      "user U3 refused: its site or its customer is missing",
    ]);
    assert.deepEqual(
      lines.filter((line) => line.action === "create").map((line) => line.name),
      ["Alder", "Main"],
    );
  });

  test("P12 people and sites stay with their customer, and a site's name needs its customer where several have it", () => {
    const ids = { user: new Map([["U1", 30]]), site: new Map([["S1", 20]]) };
    const files = { site: "Id,Name,Customer\nS1,Main,Brook", user: "Id,Name,Customer,Site\nU1,Ada,Brook,Main\nU2,Bo,,Main" };
    const ada = known(30, { name: "Ada", siteId: 20 });
    assert.deepEqual(plan(files, makeDesk({ ...desk, user: [ada] }, ids)).map(say), [
      "site S1 refused: it belongs to another customer on the desk, and a site stays with its customer",
      "user U1 refused: it belongs to another customer on the desk: move people to another customer by hand",
      'user U2 refused: there are 2 sites called "Main": name it by its id',
    ]);
  });

  test("P12 records marked as never touched, and administrators taken out of use, are left to people", () => {
    const ids = {
      agent: new Map([
        ["1", 40],
        ["2", 41],
      ]),
    };
    const agents = [
      known(40, { name: "Owen", isActive: true }, { isAdministrator: true }),
      known(41, { name: "Pat" }, { isProtected: true }),
    ];
    const lines = plan({ agent: "Id,Name,Inactive\n1,Owen,yes\n2,Patricia,no" }, makeDesk({ agent: agents }, ids));
    assert.deepEqual(lines.map(say), [
      "agent 1 refused: an agent with administrator rights is taken out of use by hand only",
      "agent 2 refused: it is marked as never touched: change it by hand",
    ]);
  });

  test("P12 an asset comes without what does not fit, and says so; a value of the wrong kind refuses it", () => {
    const lines = plan(
      {
        asset:
          "Id,Type,Serial number,Customer,Users,Status,Memory\nA1,Laptop,X1,Alder,nobody@a.test,Lost,8\nA2,Laptop,X2,Alder,,,much\nA3,Desk,X3,Alder,,,",
      },
      makeDesk(desk),
    );
    assert.deepEqual(lines.map(say), [
      'asset A1 create: there is no asset status "Lost"; left without a user: there is no user "nobody@a.test"',
      'asset A2 refused: Memory "much" is no number; write it like 1234.5',
      'asset A3 refused: there is no asset type "Desk": add it first',
    ]);
  });
});

describe("the columns of a file", () => {
  test("P12 are understood by what fields are called here or elsewhere, and no field twice", () => {
    const header = ["client_id", "Client Name", "Main Site?", "E-Mail Address", "emailaddress", "Shoe size"];
    assert.deepEqual(proposeColumns(header, listTakeoverFields("customer", setup)), {
      client_id: "id",
      "Client Name": "name",
      "Main Site?": null,
      "E-Mail Address": "email",
      emailaddress: null,
      "Shoe size": null,
    });
  });
});
