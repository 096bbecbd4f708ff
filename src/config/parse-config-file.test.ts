import assert from "node:assert/strict";
import { test } from "node:test";
import { Invalid } from "../model/errors.ts";
import { parseConfigFile } from "./parse-config-file.ts";

function faultsOf(text: string): readonly string[] {
  try {
    parseConfigFile(text);
    return [];
  } catch (error) {
    assert.ok(error instanceof Invalid, String(error));
    return error.faults.map((fault) => `${fault.at}: ${fault.says}`);
  }
}

const connection = (rest: string) => `muster: 1
connections:
  - name: A
    signIn: { serviceAccount: { key: { env: KEY }, subject: a@b.example } }
${rest}`;

test("P5: an unknown key is named with its line and what was meant", () => {
  assert.deepEqual(faultsOf(connection("    mapings: []\n    keepSiteOfExisting: true\n    colour: red\n")).slice(0, 2), [
    'connections[0].mapings (line 5): is not known here. Did you mean "mappings"?',
    'connections[0].keepSiteOfExisting (line 6): is not known here. Did you mean "keepsSiteOfExisting"?',
  ]);
  assert.match(
    faultsOf(connection("    colour: red\n"))[0] ?? "",
    /^connections\[0\].colour \(line 5\): is not known here. Known are: name, provider/,
  );
});

test("P5: a secret that stands in the file is refused with the cure and never repeated", () => {
  const text =
    "muster: 1\nconnections:\n  - name: A\n    signIn:\n      oauthClient:\n        clientId: x\n        clientSecret: GOCSPX-very-secret\n";
  const [fault, ...others] = faultsOf(text);
  assert.match(
    fault ?? "",
    /^connections\[0\]\.signIn\.oauthClient\.clientSecret \(line 7\): secrets never stand in this file\. Write \{ env: NAME \}/,
  );
  assert.deepEqual(others, []);
  const misplaced = faultsOf(text.replace("GOCSPX-very-secret", "{ env: GOCSPX-very-secret }")).join();
  assert.match(misplaced, /clientSecret\.env \(line 7\): is a variable's name/);
  assert.doesNotMatch(misplaced, /very-secret/);
  assert.doesNotMatch(faultsOf(`${text}     broken: [GOCSPX-very-secret\n`).join(), /very-secret/);
});

test("P5: all faults of a file come at once, in their places", () => {
  const faults = faultsOf(
    connection(`    mappings:
      - sequence: none
        name: Everyone
        destination: { site: { customer: C, site: S }, leaveOut: true }
      - sequence: 2
        name: Nobody
        destination: { leaveOut: true }
        filter: { field: orgUnit, equals: /A, contains: B }
      - sequence: 3
        name: Half
        destination: { agent: {} }
        filter: { orgUnit: A, group: b }
    scope: { domains: example.com }
`),
  );
  assert.deepEqual(
    faults.map((fault) => fault.replace(/ \(line (\d+)\): .*/s, " $1")),
    [
      "connections[0].mappings[0].sequence 6",
      "connections[0].mappings[0].destination 8",
      "connections[0].mappings[1].filter 12",
      "connections[0].mappings[2].filter.orgUnit 16",
      "connections[0].mappings[2].filter 16",
      "connections[0].scope.domains 17",
    ],
  );
});

test("P5: one desk field filled twice is refused", () => {
  assert.deepEqual(faultsOf(connection("    fieldMappings:\n      users:\n        title: a\n        title: b\n")), [
    "line 8: the same key stands here twice; each desk field, and each setting, is given once",
  ]);
});

test("P5: a number where text belongs keeps its zeros only in quotes, and the fault says so", () => {
  const text = (number: string) => `muster: 1\ndesk:\n  users:\n    - { customer: C, site: S, name: N, employeeNumber: ${number} }\n`;
  assert.deepEqual(faultsOf(text("0042")), ['desk.users[0].employeeNumber (line 4): is text: put it in quotes, as "0123"']);
  assert.deepEqual(faultsOf(text('"0042"')), []);
});

test("P5: a missing key is reported at the line of what it is missing in", () => {
  assert.deepEqual(faultsOf("muster: 1\nconnections:\n  - name: A\n"), [
    "connections[0].signIn (line 3): is missing: a group of keys is needed here",
  ]);
  assert.deepEqual(faultsOf("muster: 2\n"), ["muster (line 1): is 1: the version of this format"]);
  assert.match(faultsOf("")[0] ?? "", /^the file \(line 1\)/);
});
