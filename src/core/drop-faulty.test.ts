import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCatalogue, makeMapping, makeSettings } from "../../test/make.ts";
import { checkSettings } from "./check-settings.ts";
import { compileSettings } from "./compile-settings.ts";
import { dropFaulty } from "./drop-faulty.ts";

test("P5 settings with faults can still be judged: what can't be understood is left out, everything else stays", () => {
  const site = { kind: "site", siteId: 1, userRoleId: null } as const;
  const good = makeMapping({ id: 1, sequence: 1, name: "Good", destination: site });
  const settings = makeSettings({
    mappings: [
      { ...good, filter: { kind: "field", field: "email", op: "matches", value: "(" } },
      { ...good, sequence: 2 },
      // A site that does not exist is a fault, too, but people can be counted.
      { ...good, sequence: 3, destination: { ...site, siteId: 99 } },
    ],
    fieldMappings: [
      ...makeSettings().fieldMappings,
      { entity: "user", field: "notes", from: "a..b", policy: "directory", clearsWhenEmpty: false },
    ],
    matching: { users: [{ kind: "email" }, { kind: "field", field: "shoeSize" }], agents: [] },
  });
  const sound = dropFaulty(settings, checkSettings(settings, makeCatalogue()));
  assert.deepEqual(
    sound.mappings.map((mapping) => mapping.sequence),
    [2, 3],
  );
  assert.equal(sound.fieldMappings.length, makeSettings().fieldMappings.length);
  assert.deepEqual(sound.matching.users, [{ kind: "email" }]);
  assert.ok(compileSettings(sound, []));
});
