import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { defaultGoogleFields } from "../src/core/default-fields.ts";
import { listLinks } from "../src/desk/list-links.ts";
import { listRecords } from "../src/desk/list-records.ts";
import type { DeskRecord, Entity, Grant, Link } from "../src/model/desk.ts";
import type { Member } from "../src/model/directory.ts";
import { must } from "../src/model/errors.ts";
import type { Person } from "../src/model/person.ts";
import type { ConnectionSettings } from "../src/model/settings.ts";
import type { Database } from "../src/store/open-database.ts";
import { approvePlan } from "../src/sync/approve-plan.ts";
import type { StoredLine } from "../src/sync/save-changes.ts";
import { undoRun } from "../src/sync/undo-run.ts";
import {
  addAgent,
  addUser,
  dumpDesk,
  findRecord,
  listLines,
  makeFreshWorld,
  makeMapping,
  makePerson,
  onEveryEngine,
  type World,
} from "./make.ts";
import { type MemoryDirectory, makeDirectory } from "./memory-directory.ts";

const ids = ["p0", "p1", "p2", "p3", "p4", "p5"];
const groupIds = ["g0", "g1", "g2"];
const entities: readonly Entity[] = ["user", "agent"];
const runs = { numRuns: 6, endOnFailure: true } as const;

/** What a directory says at one time. */
interface Said {
  readonly people: readonly Person[];
  readonly groups: ReadonlyMap<string, readonly Member[]>;
}

const orgUnit = fc.constantFrom("/", "/North", "/North/Far", "/Out");
const person: fc.Arbitrary<Person> = fc
  .record({
    id: fc.constantFrom(...ids),
    standing: fc.constantFrom("active" as const, "active" as const, "suspended" as const, "archived" as const),
    orgUnit,
    title: fc.option(fc.constantFrom("Analyst", "Author", " ")),
    alias: fc.option(fc.constantFrom("a@example.test", "b@example.test")),
    email: fc.constantFrom("own", "own", "other"),
    manager: fc.option(fc.constantFrom(...ids)),
  })
  .map(({ id, title, alias, email, manager, ...rest }) =>
    makePerson(id, {
      ...rest,
      email: email === "own" ? `${id}@example.test` : `${id}.new@example.test`,
      aliases: alias === null ? [] : [alias],
      attributes: {
        ...(title !== null && { organizations: [{ title }] }),
        ...(manager !== null && { relations: [{ type: "manager", value: `${manager}@example.test` }] }),
      },
    }),
  );
const member: fc.Arbitrary<Member> = fc.oneof(
  fc.constantFrom(...ids).map((id) => ({ kind: "person" as const, id })),
  fc.constantFrom(...groupIds).map((id) => ({ kind: "group" as const, id })),
);
const said: fc.Arbitrary<Said> = fc
  .record({
    people: fc.uniqueArray(person, { selector: ({ id }) => id, minLength: 1, maxLength: 6 }),
    groups: fc.array(fc.uniqueArray(member, { selector: ({ id }) => id, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ people, groups }) => ({ people, groups: new Map(groupIds.map((id, index) => [id, groups[index] ?? []])) }));

/** Choices that become settings once a world has numbers for sites and roles. */
const choices = fc.record({
  hasAgents: fc.boolean(),
  agentsOnlyIn: fc.constantFrom(null, "g0", "g1"),
  leavesOut: fc.boolean(),
  north: fc.boolean(),
  role: fc.boolean(),
  gifts: fc.uniqueArray(
    fc.tuple(fc.constantFrom(...groupIds), fc.constantFrom("userRole" as const, "agentRole" as const, "cab" as const)),
    { selector: String, maxLength: 3 },
  ),
  matching: fc.constantFrom(
    [],
    [{ kind: "email" as const }],
    [{ kind: "email" as const }, { kind: "alias" as const }],
    [{ kind: "name" as const }],
  ),
  switches: fc.record({ deactivatesSuspendedUsers: fc.boolean(), keepsSiteOfExisting: fc.boolean() }),
  activation: fc.boolean(),
  policy: fc.constantFrom("directory" as const, "keepHandEdits" as const, "onlyWhenEmpty" as const),
  clearsWhenEmpty: fc.boolean(),
  missing: fc.boolean(),
});
type Choices = typeof choices extends fc.Arbitrary<infer T> ? T : never;

const free = { count: null, percent: null };

function toSettings(world: World, chosen: Choices): Partial<ConnectionSettings> {
  const { leeds, porto } = world.sites;
  const role = chosen.role ? world.userRoles.standard : null;
  const inUnit = (path: string) => ({ kind: "orgUnit", path, includesBelow: true }) as const;
  const { agentsOnlyIn } = chosen;
  return {
    mappings: [
      ...(chosen.leavesOut ? [makeMapping({ sequence: 1, filter: inUnit("/Out"), destination: { kind: "leaveOut" } })] : []),
      ...(chosen.north
        ? [makeMapping({ sequence: 2, filter: inUnit("/North"), destination: { kind: "site", siteId: porto, userRoleId: null } })]
        : []),
      makeMapping({ sequence: 3, destination: { kind: "site", siteId: leeds, userRoleId: role } }),
      ...(chosen.hasAgents
        ? [
            makeMapping({
              sequence: 4,
              filter: agentsOnlyIn === null ? null : { kind: "group", groupId: agentsOnlyIn, groupName: agentsOnlyIn },
              destination: { kind: "agent", agentRoleId: world.agentRoles.technician },
            }),
          ]
        : []),
    ],
    fieldMappings: defaultGoogleFields.map((field) =>
      field.field === "title" ? { ...field, policy: chosen.policy, clearsWhenEmpty: chosen.clearsWhenEmpty } : field,
    ),
    groupMappings: chosen.gifts.map(([groupId, kind]) => ({ id: 0, groupId, groupName: groupId, gives: toGift(world, kind) })),
    matching: { users: [...chosen.matching], agents: [...chosen.matching] },
    agentActivation: { isOn: chosen.activation, roleIds: [world.agentRoles.technician] },
    deactivatesMissing: { users: chosen.missing, agents: chosen.missing },
    ...chosen.switches,
    limits: { deactivations: free, roleLosses: free, siteMoves: free, creations: free, shrinkPercent: 100 },
  };
}

function toGift(world: World, kind: "userRole" | "agentRole" | "cab") {
  if (kind === "cab") return { kind, cabId: world.cab, cabRoleId: world.cabRole };
  return { kind, roleId: kind === "userRole" ? world.userRoles.vip : world.agentRoles.technician };
}

/** Records that somebody put on the desk by hand: some of them are people of the directory. */
const byHand = fc.array(
  fc.record({
    entity: fc.constantFrom(...entities),
    email: fc.constantFrom("p0@example.test", "p1@example.test", "a@example.test", "x@example.test"),
    hasRole: fc.boolean(),
  }),
  { maxLength: 3 },
);
type ByHand = typeof byHand extends fc.Arbitrary<infer T> ? T : never;

function say(directory: MemoryDirectory, { people, groups }: Said): void {
  directory.people = [...people];
  directory.groups = new Map([...groups].map(([id, members]) => [id, [...members]]));
}

async function build(
  database: Database,
  chosen: Choices,
  records: ByHand,
  first: Said,
): Promise<{ world: World; directory: MemoryDirectory }> {
  const directory = makeDirectory();
  say(directory, first);
  const world = await makeFreshWorld(database, directory);
  for (const { entity, email, hasRole } of records) {
    if (entity === "user") await addUser(world.db, { siteId: world.sites.remote, name: "Person p0", email });
    else await addAgent(world.db, { name: "Person p0", email, roles: hasRole ? [world.agentRoles.technician] : [] });
  }
  await world.configure(toSettings(world, chosen));
  return { world, directory };
}

/** The desk as the model sees it, and the links. */
interface Desk {
  readonly records: Map<string, DeskRecord>;
  readonly links: Map<string, Link>;
}

async function readDesk(world: World): Promise<Desk> {
  const records = new Map<string, DeskRecord>();
  const links = new Map<string, Link>();
  for (const entity of entities) {
    const rows = await world.db.selectFrom(`${entity}s`).select("id").execute();
    for (const [id, record] of await listRecords(
      world.db,
      entity,
      rows.map((row) => row.id),
    ))
      records.set(`${entity} ${id}`, { ...record, version: 0, isAdministrator: false });
    for (const [id, link] of await listLinks(world.db, world.connectionId, entity, ids)) links.set(`${entity} ${id}`, link);
  }
  return { records, links };
}

/** Carries stored lines out in memory, knowing nothing but what they say. */
function carryOut(desk: Desk, lines: readonly StoredLine[], connectionId: number): Desk {
  const records = new Map(desk.records);
  const links = new Map(desk.links);
  const named: [string, string][] = [];
  for (const { change, recordId, state } of lines) {
    if (state !== "planned") continue;
    const id = must(recordId, "the number of the record");
    const key = `${change.entity} ${id}`;
    const empty: DeskRecord = {
      entity: change.entity,
      id,
      version: 0,
      values: {},
      isActive: true,
      isProtected: false,
      isApiOnly: false,
      siteId: null,
      managerId: null,
      agentId: null,
      isAdministrator: false,
      grants: [],
    };
    const before = change.kind === "create" ? empty : must(records.get(key), key);
    const values = { ...before.values };
    for (const { field, after } of change.fields) {
      if (after === null) delete values[field];
      else values[field] = after;
    }
    const lost = new Set(change.losses.map(sayGrant));
    const grants = [...before.grants.filter((grant) => !lost.has(sayGrant(grant))), ...change.gains].sort((a, b) =>
      sortKey(a) < sortKey(b) ? -1 : 1,
    );
    const manager = change.manager?.after;
    if (manager !== undefined && manager !== null && "externalId" in manager) named.push([key, manager.externalId]);
    const managerId = manager === null ? null : before.managerId;
    records.set(key, {
      ...before,
      values,
      grants,
      managerId,
      isActive: change.active?.after ?? before.isActive,
      siteId: change.site?.after ?? before.siteId,
    });
    if (change.link?.after && change.externalId !== null)
      links.set(`${change.entity} ${change.externalId}`, {
        connectionId,
        entity: change.entity,
        externalId: change.externalId,
        recordId: id,
        state: change.link.after,
      });
  }
  for (const [key, externalId] of named) bind(records, key, links.get(`user ${externalId}`));
  for (const [key, link] of links) {
    const manager = link.state.waitsForManager === null ? undefined : links.get(`user ${link.state.waitsForManager}`);
    if (manager === undefined) continue;
    bind(records, `user ${link.recordId}`, manager);
    links.set(key, { ...link, state: { ...link.state, waitsForManager: null } });
  }
  return { records, links };
}

function bind(records: Map<string, DeskRecord>, key: string, manager: Link | undefined): void {
  const record = records.get(key);
  if (record !== undefined && manager !== undefined) records.set(key, { ...record, managerId: manager.recordId });
}

const sayGrant = (grant: Grant) => `${grant.kind} ${grant.id} ${grant.source} ${grant.connectionId ?? ""}`;
const sortKey = (grant: Grant) => `${grant.kind} ${grant.id} ${grant.source}`;
const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

onEveryEngine("laws of the engine", (open) => {
  test("P1 law: whoever carries out the stored lines of a preview by hand arrives at the desk that the apply leaves", {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(choices, byHand, said, said, async (chosen, records, first, second) => {
        const { world, directory } = await build(open(), chosen, records, first);
        for (const now of [first, second]) {
          say(directory, now);
          const run = await world.import({ kind: "scheduled", applies: false });
          const expected = carryOut(await readDesk(world), await listLines(world, run.id), world.connectionId);
          if (run.state === "planned") {
            const applied = await approvePlan(world.context, {
              connection: world.connectionId,
              plan: run.planHash,
              by: "kim",
              onProgress: () => undefined,
            });
            assert.deepEqual([applied.result?.failed, applied.result?.changedSince], [0, 0]);
          }
          const actual = await readDesk(world);
          assert.deepEqual(sorted(actual.records), sorted(expected.records));
          assert.deepEqual(sorted(actual.links), sorted(expected.links));
        }
      }),
      runs,
    );
  });

  test("P4 law: undoing a whole run leaves the desk to the letter as it was, and undoing the undo as it was after the run", {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(choices, byHand, said, said, async (chosen, records, first, second) => {
        const { world, directory } = await build(open(), chosen, records, first);
        await world.import();
        say(directory, second);
        const before = await dumpDesk(world.db);
        const run = await world.import({ kind: "scheduled" });
        if (run.state !== "applied") return;
        const after = await dumpDesk(world.db);
        const undo = (runId: number) =>
          undoRun(world.context, { runId, people: null, applies: true, startedBy: "kim", onProgress: () => undefined });
        const back = await undo(run.id);
        assert.deepEqual(await dumpDesk(world.db), before);
        await undo(back.id);
        assert.deepEqual(await dumpDesk(world.db), after);
      }),
      runs,
    );
  });

  test("I1 law: importing twice is importing once", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(choices, byHand, said, said, async (chosen, records, first, second) => {
        const { world, directory } = await build(open(), chosen, records, first);
        await world.import();
        say(directory, second);
        await world.import({ kind: "scheduled" });
        const before = await dumpDesk(world.db, { isWithVersions: true });
        for (const kind of ["scheduled", "replan"] as const) assert.equal((await world.import({ kind })).state, "nothingToDo", kind);
        assert.deepEqual(await dumpDesk(world.db, { isWithVersions: true }), before);
      }),
      runs,
    );
  });

  test("I1 law: neither the order of a listing nor the size of its pages makes a difference", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        choices,
        byHand,
        said,
        fc.integer({ min: 1, max: 7 }),
        fc.func(fc.integer()),
        async (chosen, records, first, pageSize, shuffle) => {
          const one = await build(open(), chosen, records, first);
          await one.world.import();
          const expected = await dumpDesk(one.world.db);
          const people = first.people.toSorted((a, b) => shuffle(a.id) - shuffle(b.id));
          const other = await build(open(), chosen, records, {
            people,
            groups: new Map([...first.groups].map(([id, members]) => [id, members.toReversed()])),
          });
          other.directory.pageSize = pageSize;
          await other.world.import();
          assert.deepEqual(await dumpDesk(other.world.db), expected);
        },
      ),
      runs,
    );
  });

  test("G5 law: whatever the directory went through, what it says in the end is what one import from scratch would have given", {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(choices, fc.array(said, { minLength: 1, maxLength: 3 }), said, async (chosen, past, last) => {
        const plain: Choices = {
          ...chosen,
          matching: [],
          policy: "directory",
          switches: { ...chosen.switches, keepsSiteOfExisting: false },
        };
        const scratch = await build(open(), plain, [], last);
        await scratch.world.import();
        const expected = await describeOwned(scratch.world);
        const { world, directory } = await build(open(), plain, [], past[0] ?? last);
        for (const now of [...past, last]) {
          say(directory, now);
          await world.import();
        }
        const actual = await describeOwned(world);
        for (const [key, owned] of expected) {
          const { values, ...rest } = must(actual.get(key), key);
          const given = Object.fromEntries(Object.entries(values).filter(([field]) => field in owned.values));
          assert.deepEqual({ ...rest, managerOf: owned.managerOf === null ? null : rest.managerOf, values: given }, owned, key);
        }
      }),
      runs,
    );
  });
});

/** What a directory owns of a record, without numbers. The role that came with an agent's creation is the agent's own. */
async function describeOwned(world: World) {
  const desk = await readDesk(world);
  const accounts = new Map(
    [...desk.links.values()].filter((link) => link.entity === "user").map((link) => [link.recordId, link.externalId]),
  );
  const owned = new Map<
    string,
    { values: DeskRecord["values"]; siteId: number | null; isActive: boolean; managerOf: string | null; grants: readonly string[] }
  >();
  for (const id of ids) {
    for (const entity of entities) {
      const record = await findRecord(world, id, entity);
      if (record === null) continue;
      const grants = record.grants.filter((grant) => grant.source === "group" || grant.kind === "userRole").map(sayGrant);
      const managerOf = record.managerId === null ? null : (accounts.get(record.managerId) ?? "unknown");
      owned.set(`${entity} ${id}`, { values: record.values, siteId: record.siteId, isActive: record.isActive, managerOf, grants });
    }
  }
  return owned;
}
