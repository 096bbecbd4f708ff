import type { Why, WhyField, WhyImport, WhyMapping, WhyPast } from "../../src/model/why.ts";

/** The whole panel as text, for a ticket or a mail. */
export function describeWhy(why: Why): string {
  const head = [describeWho(why), `${why.connection}, settings version ${why.settingsVersion}`, "", why.sentence, ""];
  return [...head, `1 Read: ${why.read.join(" · ")}`, ...describeRest(why)].join("\n");
}

function describeWho(why: Why): string {
  switch (why.kind) {
    case "account":
      return [why.name, why.email, `${why.directory} id ${why.externalId}`].filter((part) => part !== "").join("   ");
    case "broken":
      return why.externalId === null ? "A record without an id" : `${why.directory} id ${why.externalId}`;
    case "deskOnly":
      return why.records.map((record) => `${record.name} ${record.email}`.trim()).join(", ");
  }
}

function describeRest(why: Why): readonly string[] {
  switch (why.kind) {
    case "account":
      return [...why.imports.flatMap((one) => describeImport(one, why.imports.length > 1)), ...describePast(why.before)];
    case "broken":
      return [`It begins with: ${why.excerpt}`];
    case "deskOnly":
      return [
        ...why.records.map((record) => `${record.entity} #${record.recordId}, ${record.isActive ? "active" : "inactive"}: ${record.says}`),
        ...describePast(why.before),
      ];
  }
}

function describeImport(one: WhyImport, isOneOfTwo: boolean): readonly string[] {
  return [
    ...(isOneOfTwo ? ["", `As ${one.entity}: ${one.sentence}`] : []),
    `2 Is this person known here? ${one.match.says}`,
    ...one.match.tried.map((field) => `    ${field.position} ${field.by}: ${field.says}`),
    ...one.match.candidates.map((candidate) => `    considered: ${candidate.says}`),
    "3 Who goes where (tried in order)",
    ...one.mappings.map(describeRule),
    "4 Fields",
    ...one.fields.map(describeField),
    `5 Roles and boards: ${one.grants.map((grant) => `${grant.outcome} ${grant.what} (${grant.from})`).join(", ") || "none"}`,
    `6 Limits and protections: ${[...one.guards, ...one.warnings].join(" · ")}`,
    `7 What then: ${one.alsoHappens.join(" · ")}`,
  ];
}

const standings: Readonly<Record<WhyMapping["standing"], string>> = {
  decides: "decides",
  doesNotFit: "does not fit",
  wouldFit: "would fit, not reached",
  notReached: "not reached",
};

function describeRule(rule: WhyMapping): string {
  const conditions = rule.conditions.map(
    ({ joins, says, found, holds }) =>
      `${joins === null ? "" : `${joins} `}${says}${found === "" ? "" : `? ${found}`} ${holds ? "yes" : "no"}`,
  );
  return `    ${rule.sequence} ${rule.name} → ${rule.goesTo}: ${standings[rule.standing]} (${conditions.join(" ") || "everyone"})`;
}

function describeField(field: WhyField): string {
  const after = field.outcome === "changes" ? field.after : field.outcome === "stays" ? "(stays)" : "(the same)";
  return `    ${field.label}: ${field.before} → ${after}; from ${field.from}; ${field.owner}${field.note === "" ? "" : `; ${field.note}`}`;
}

function describePast(past: readonly WhyPast[]): readonly string[] {
  return [
    "8 Before",
    ...(past.length === 0 ? ["    nothing that Muster knows of"] : past.map((event) => `    ${event.at}  ${event.says}`)),
  ];
}
