import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { signDelivery } from "./sign-delivery.ts";

const document = readFileSync(new URL("../../docs/webhooks.md", import.meta.url), "utf8");
const exampleIn = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(document)?.[1] ?? "";
const at = new Date("2026-11-21T14:00:00Z");
const body = JSON.stringify({ id: 1, event: "test", by: "Zoë" });

test("the document's example for JavaScript takes what we sign, and nothing that was changed, is old or was signed with another secret", async () => {
  const { isFromMuster } = await import(`data:text/javascript,${encodeURIComponent(exampleIn("js"))}`);
  const now = at.getTime() + 60_000;
  const signed = signDelivery(body, ["new", "former"], at);
  assert.equal(isFromMuster(signed, body, "new", now), true);
  assert.equal(isFromMuster(signed, body, "former", now), true);
  assert.equal(isFromMuster(signed, body, "other", now), false);
  assert.equal(isFromMuster(signed, `${body} `, "new", now), false);
  assert.equal(isFromMuster(signed, body, "new", now + 600_000), false);
  assert.equal(isFromMuster(signed.replace("t=1795269600", "t=1795269660"), body, "new", now), false);
  assert.equal(isFromMuster("", body, "new", now), false);
});

test("the document's example for Python does the same", (t) => {
  if (spawnSync("python3", ["--version"]).status !== 0) return t.skip("there is no Python on this machine");
  const check = (secret: string, text: string, now: Date) =>
    execFileSync(
      "python3",
      [
        "-c",
        `${exampleIn("python")}\nimport sys\ntime.time = lambda: float(sys.argv[4])\nprint(is_from_muster(sys.argv[1], sys.argv[2].encode(), sys.argv[3]))`,
        ...[signDelivery(body, ["new"], at), text, secret, String(now.getTime() / 1000)],
      ],
      { encoding: "utf8" },
    ).trim();
  assert.equal(check("new", body, at), "True");
  assert.equal(check("other", body, at), "False");
  assert.equal(check("new", `${body} `, at), "False");
  assert.equal(check("new", body, new Date(at.getTime() + 600_000)), "False");
});
