import assert from "node:assert/strict";
import { test } from "node:test";
import { addAgent, addUser, findRecord, makeFreshWorld, makePerson, onEveryEngine } from "../../../../test/make.ts";
import { makeDirectory } from "../../../../test/memory-directory.ts";
import type { Database } from "../../../store/open-database.ts";
import { makeNeeds } from "../../testing/make-needs.ts";
import { signInAs } from "../../testing/sign-in-as.ts";
import { QuestionPage, QuestionView } from "../shapes/person.ts";

/** Two namesakes on the desk, and a user who is an administrator as well. */
async function open(database: Database) {
  const directory = makeDirectory([
    makePerson("marta", { name: "Marta <b>Nowak</b>", email: "marta@example.test", aliases: ["m.nowak@example.test"] }),
    makePerson("joao", { name: "João Silva", email: "joao@example.test" }),
  ]);
  const world = await makeFreshWorld(database, directory);
  const needs = makeNeeds(database, { context: world.context });
  const owen = await signInAs(needs, { name: "Owen", isAdministrator: true });
  await world.configure({ matching: { users: [{ kind: "email" }], agents: [] } });
  const { leeds, porto } = world.sites;
  const one = await addUser(world.db, { siteId: leeds, name: "MARTA  nowak", email: "MARTA@example.test" });
  const other = await addUser(world.db, {
    siteId: porto,
    name: "Marta <b>nowak</b>",
    email: "marta@example.test",
    isActive: false,
    isProtected: true,
  });
  const agentId = await addAgent(world.db, { name: "João Silva", roles: [world.agentRoles.administrator] });
  const joao = await addUser(world.db, { siteId: leeds, name: "João Silva", email: "joao@example.test", agentId });
  await world.import();
  const list = async (query = "") => QuestionPage.parse((await owen.ask("GET", `/questions?${query}`)).body);
  const answer = (externalId: string, given: unknown) =>
    owen.ask("PUT", `/connections/${world.connectionId}/questions/user/${externalId}/answer`, { answer: given });
  return { world, owen, list, answer, one, other, joao };
}

onEveryEngine("people to decide", (database) => {
  test("each account stands beside its candidates, with what is equal, where they are, and what to look at twice", async () => {
    const { list, one, other, joao, world } = await open(database());
    const { items, open: n, answered, reasons } = await list();
    assert.deepEqual(
      [n, answered, reasons.map(({ value, n: count }) => [value, count]).toSorted()],
      [
        2,
        0,
        [
          ["privileged", 1],
          ["severalCandidates", 1],
        ],
      ],
    );
    const [silva, marta] = items;
    assert.deepEqual(
      [silva?.name, silva?.reason, silva?.candidates.map((candidate) => candidate.recordId)],
      ["João Silva", "privileged", [joao]],
    );
    assert.deepEqual(silva?.candidates[0]?.warnings, ["has administrator rights: never taken over without asking"]);
    assert.match(silva?.reasonSays ?? "", /^Desk record #\d+ has administrator rights/);
    assert.deepEqual([marta?.name, marta?.candidates.map((candidate) => candidate.recordId)], ["Marta <b>Nowak</b>", [one, other]]);
    assert.deepEqual(marta?.account.find((side) => side.label === "Other addresses")?.value, "m.nowak@example.test");
    const equal = (index: number) => marta?.candidates[index]?.fields.filter((side) => side.equalsAccount).map((side) => side.label);
    assert.deepEqual([equal(0), equal(1)], [["E-mail"], ["Name", "E-mail"]]);
    const second = marta?.candidates[1];
    assert.match(second?.place ?? "", / › Porto$/);
    assert.deepEqual(
      [second?.isActive, second?.ownedBy, second?.warnings],
      [false, null, ["never touched: an import would leave the record as it is"]],
    );
    assert.equal((await list(`connection=${world.connectionId}&reason=privileged`)).items.length, 1);
    assert.equal((await list("connection=999999")).open, 0);
    assert.equal((await list("limit=1")).next !== null, true);
    assert.deepEqual([(await list("from=50")).items, (await list("from=50")).total], [[], 2], "beyond the end");
  });

  test("an answer is kept with who gave it, and the next import acts on it", async () => {
    const { list, answer, one, world } = await open(database());
    const { status, body } = await answer("marta", { kind: "same", recordId: one });
    assert.equal(status, 200);
    const question = QuestionView.parse(body);
    assert.deepEqual(
      [question.answer?.by, question.answer?.at, question.answer?.says],
      ["Owen", "2026-11-21T14:00:00.000Z", `the same person as MARTA  nowak, user #${one}`],
    );
    assert.deepEqual([(await list()).open, (await list("state=answered")).items.map((item) => item.externalId)], [1, ["marta"]]);
    await world.import();
    assert.equal((await findRecord(world, "marta"))?.id, one);
  });

  test("an answer can be taken back: it is a question again, and the next import asks", async () => {
    const { list, answer, world } = await open(database());
    await answer("marta", { kind: "newPerson" });
    const { status, body } = await answer("marta", null);
    assert.deepEqual([status, body.answer], [200, null]);
    assert.equal((await list()).open, 2);
    await world.import();
    assert.deepEqual([await findRecord(world, "marta"), (await list()).open], [null, 2]);
    const audit = await world.db.selectFrom("audit").select(["actor", "action"]).where("action", "=", "takeAnswerBack").execute();
    assert.deepEqual(audit, [{ actor: "Owen", action: "takeAnswerBack" }]);
    assert.equal((await answer("marta", null)).status, 200, "taken back already");
  });

  test("a record that is no candidate, an account that nobody asked about, and an answer of another kind are refused", async () => {
    const { answer, joao, owen, list } = await open(database());
    const wrong = await answer("marta", { kind: "same", recordId: joao });
    assert.equal(wrong.status, 404);
    assert.match(wrong.body.detail, /none of the candidates/);
    assert.equal((await answer("nobody", { kind: "ignore" })).status, 404);
    assert.equal((await answer("nobody", null)).status, 404);
    for (const bad of [{ kind: "maybe" }, { kind: "same" }, "same", undefined])
      assert.equal((await answer("marta", bad)).status, 400, JSON.stringify(bad));
    assert.equal((await owen.ask("PUT", "/connections/1/questions/robot/marta/answer", { answer: null })).status, 400);
    assert.equal((await owen.ask("GET", "/questions?state=maybe")).status, 400);
    assert.equal((await list()).open, 2);
  });
});
