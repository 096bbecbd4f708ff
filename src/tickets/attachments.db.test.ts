import assert from "node:assert/strict";
import { test } from "node:test";
import { onEveryEngine } from "../../test/make.ts";
import { Forbidden, NotFound } from "../model/errors.ts";
import { addAction } from "./add-action.ts";
import { deleteAttachment, getAttachment, largestAttachment, listAttachments, sanitizeFileName, saveAttachment } from "./attachments.ts";
import { first, friday, makeTicketDesk } from "./testing/make-ticket-desk.ts";
import type { TicketSaving } from "./ticket-saving.ts";

test("a file's name loses folders and what file systems and headers take amiss, and keeps its ending", () => {
  for (const [said, kept] of [
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\rosa\\Notes.txt", "Notes.txt"],
    ['a"b\r\nSet-Cookie: x.txt', "a_b__Set-Cookie_ x.txt"],
    ["отчёт\u202Egpj.exe", "отчёт_gpj.exe"],
    ["...", "attachment"],
    ["", "attachment"],
    [`${"ä".repeat(300)}.pdf`, `${"ä".repeat(180)}.pdf`],
  ] as const)
    assert.equal(sanitizeFileName(said), kept);
});

onEveryEngine("attachments of a ticket", (database) => {
  const file = (ticketId: number, change = {}) => ({
    ticketId,
    fileName: "screen shot.png",
    contentType: "image/png",
    content: Buffer.from([0, 1, 2, 255]),
    actionNumber: null,
    isPrivate: false,
    ...change,
  });

  test("come back byte for byte, with what was said of them", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    const { id } = await desk.open();
    const saved = await saveAttachment(db, file(id, { contentType: 'text/html; charset="x"' }), desk.saving());
    const got = await getAttachment(db, saved.id, desk.saving());
    assert.deepEqual([...got.content], [0, 1, 2, 255]);
    assert.deepEqual(
      [got.fileName, got.contentType, got.size, got.by, got.at],
      ["screen shot.png", "text/html", 4, "Owen", friday.toISOString()],
    );
    assert.deepEqual(await listAttachments(db, id, desk.saving()), [saved]);
    const odd = await saveAttachment(db, file(id, { contentType: "x\r\nSet-Cookie: a" }), desk.saving());
    assert.equal(odd.contentType, "application/octet-stream");
  });

  test("of a private action, or private themselves, are not there for users; nobody attaches to what is not there", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    const { id } = await desk.open();
    const note = await addAction(db, { ticketId: id, outcomeId: first.outcome.privateNote, note: "n" }, desk.saving());
    const hidden = await saveAttachment(db, file(id, { actionNumber: note.number }), desk.saving());
    const shown = await saveAttachment(db, file(id, { actionNumber: 1 }), desk.saving());
    const user = { id: desk.users.rosa, siteId: desk.alder.leeds, customerId: desk.alder.id, sees: "own" as const };
    const rosa: TicketSaving = { by: "Rosa", now: friday, caller: { kind: "user", user, application: null } };
    assert.deepEqual(await listAttachments(db, id, rosa), [shown]);
    await assert.rejects(getAttachment(db, hidden.id, rosa), NotFound);
    await assert.rejects(saveAttachment(db, file(id, { actionNumber: note.number }), rosa), /has no action 2/);
    await assert.rejects(saveAttachment(db, file(id, { isPrivate: true }), rosa), /private: is for agents/);
    await assert.rejects(saveAttachment(db, file(id, { actionNumber: 77 }), desk.saving()), /has no action 77/);
    const ofBo = await desk.open({ userId: desk.users.bo });
    await assert.rejects(saveAttachment(db, file(ofBo.id), rosa), NotFound);
    await assert.rejects(deleteAttachment(db, shown.id, rosa), Forbidden);
  });

  test("that are empty or larger than 20 MB are refused; deleted ones are gone, which the ticket's history says", async () => {
    const { db } = database();
    const desk = await makeTicketDesk(db);
    const { id } = await desk.open();
    await assert.rejects(saveAttachment(db, file(id, { content: Buffer.alloc(0) }), desk.saving()), /is empty/);
    await assert.rejects(
      saveAttachment(db, file(id, { content: Buffer.alloc(largestAttachment + 1) }), desk.saving()),
      /larger than 20 MB/,
    );
    const saved = await saveAttachment(db, file(id), desk.saving());
    await deleteAttachment(db, saved.id, desk.saving());
    await assert.rejects(deleteAttachment(db, saved.id, desk.saving()), NotFound);
    const noted = await db
      .selectFrom("audit")
      .select(["before", "after"])
      .where("entity", "=", "ticket")
      .where("record_id", "=", id)
      .execute();
    assert.deepEqual(
      noted.slice(-2).map(({ before, after }) => [before, after]),
      [
        [null, { attachment: "screen shot.png" }],
        [{ attachment: "screen shot.png" }, null],
      ],
    );
  });
});
