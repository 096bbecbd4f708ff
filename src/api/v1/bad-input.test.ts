import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Database, openDatabase } from "../../store/open-database.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { makeNeeds } from "../testing/make-needs.ts";
import { type SignedIn, signInAs } from "../testing/sign-in-as.ts";

let database: Database;
let needs: ApiDependencies;
let owen: SignedIn;

before(async () => {
  database = await openDatabase({ memory: true });
  needs = makeNeeds(database);
  owen = await signInAs(needs, { name: "Owen", isAdministrator: true });
});
after(() => database.close());

const tooLarge = 99_999_999_999;
const zero = "a\0b";
const group = { kind: "group", groupId: zero, groupName: "" };

const refused: readonly (readonly [method: string, path: string, body?: unknown])[] = [
  ["GET", `/runs/${tooLarge}`],
  ["GET", `/runs?from=${tooLarge}`],
  ["GET", `/runs?connectionId=${tooLarge}`],
  ["GET", `/runs/1/changes/${tooLarge}`],
  ["GET", `/customers?from=${tooLarge}`],
  ["GET", `/questions?from=${tooLarge}`],
  ["GET", `/connections/${tooLarge}`],
  ["GET", `/connections/1/people?unchangedIn=${tooLarge}`],
  ["GET", `/connections/1/settings/versions/${tooLarge}`],
  ["POST", "/imports", { connectionId: tooLarge }],
  ["POST", "/runs/1/ticks", { isTicked: true, seqs: [tooLarge] }],
  ["POST", "/runs/1/ticks", { isTicked: true, filter: { q: zero } }],
  ["POST", "/runs/1/undo", { seqs: [tooLarge] }],
  ["POST", "/sites", { name: "Porto", customerId: tooLarge }],
  ["POST", "/connections", { name: zero, signIn: "oauthClient" }],
  ["POST", "/connections/1/conditions/count", { filter: { kind: "all", of: [group] } }],
  ["POST", "/connections/1/people", { q: zero }],
  ["POST", "/connections/1/people", { from: tooLarge }],
  ["POST", "/connections/1/holds/release", { externalIds: [zero] }],
];

describe("input that no database keeps", () => {
  for (const [method, path, body] of refused) {
    test(`${method} ${path} ${JSON.stringify(body ?? "")}`, async () => {
      const answer = await owen.ask(method, path, body);
      assert.equal(answer.status, 400, answer.text);
      assert.equal(answer.body.faults.length, 1);
    });
  }

  test("a zero character is told of at its place", async () => {
    const answer = await owen.ask("POST", "/connections/1/conditions/count", { filter: { kind: "all", of: [group] } });
    assert.deepEqual(answer.body.faults, [{ at: "filter.of[0].groupId", says: "holds a character that is none" }]);
  });
});

test("a filter that is spelled wrong ticks nothing", async () => {
  const answer = await owen.ask("POST", "/runs/1/ticks", { isTicked: true, filter: { kinds: "create" } });
  assert.deepEqual([answer.status, answer.body.faults[0].at], [400, "filter"]);
});

test("a body of more than four megabytes is not read", async () => {
  const answer = await owen.ask("POST", "/customers", { name: "x".repeat(5 * 1024 * 1024) });
  assert.deepEqual([answer.status, answer.body.title], [413, "Too much at once"]);
});
