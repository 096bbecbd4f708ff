import type { Because, ChangeKind, LeftOutReason, QuestionReason, Warning } from "../model/change.ts";
import type { DeactivatedBecause } from "../model/desk.ts";
import { unreachable } from "../model/errors.ts";
import type { PersonDefect } from "../model/person.ts";
import { explainCount, explainList, explainMapping, type Names } from "./explain-names.ts";

/** A reason as words that can follow "because": without a capital and without a full stop. */
export function explainBecause(because: Because, names: Names): string {
  const { directory } = names;
  switch (because.kind) {
    case "placed":
      return `${explainMapping(because)} is the first that fits`;
    case "standing":
      return `the account is ${because.standing} in ${directory}`;
    case "missing":
      return explainMissing(because, directory);
    case "backAgain":
      return `the account is back: the record was made inactive ${explainDeactivated(because.after)}`;
    case "activation":
      return because.becomes === "active" ? "a role that makes an agent active is held" : "no role that makes an agent active is held";
    case "leftOut":
      return explainLeftOut(because.reason, because.detail, names);
    case "question":
      return explainQuestion(because.reason, because.recordIds);
    case "defect":
      return explainDefect(because.defect);
    case "undo":
      return `run ${because.runId} is taken back (row ${because.seq})`;
    default:
      return unreachable(because);
  }
}

function explainMissing({ readingId, lookedUp }: Extract<Because, { kind: "missing" }>, directory: string): string {
  const missing = `${directory} has no account with this id: missing from complete reading ${readingId}`;
  return lookedUp === null
    ? `${missing}; not looked up directly yet`
    : `${missing} and from a direct look-up (${lookedUp.replace(/\.$/, "")})`;
}

/** Why a record was made inactive by its connection. */
export function explainDeactivated(because: DeactivatedBecause): string {
  switch (because) {
    case "suspended":
      return "when the account was suspended";
    case "archived":
      return "when the account was archived";
    case "missing":
      return "when the account was missing";
    case "noActiveRole":
      return "when no role kept the agent active";
    default:
      return unreachable(because);
  }
}

/** Why nothing is written for somebody. `detail` is who or what the reason names. */
export function explainLeftOut(reason: LeftOutReason, detail: string | null, { directory }: Pick<Names, "directory">): string {
  switch (reason) {
    case "mappingLeavesOut":
      return "this mapping leaves people out on purpose";
    case "noMappingFits":
      return "no mapping fits";
    case "suspendedAndUnknown":
      return `the account is suspended in ${directory} and the desk does not know it: nobody new is created`;
    case "archivedAndUnknown":
      return `the account is archived in ${directory} and the desk does not know it: nobody new is created`;
    case "broken":
      return `the record in ${directory} can't be read as a person`;
    case "held":
      return `held until the account changes in ${directory} or somebody releases it${detail === null ? "" : `: ${detail}`}`;
    case "protected":
      return "the desk record is never touched";
    case "lastAdministrator":
      return "nobody with administrator rights would be left";
    case "ignored":
      return `the account is ignored, as ${detail === null || detail === "" ? "somebody" : detail} decided`;
    case "changedSince":
      return "the desk record was changed meanwhile";
    default:
      return unreachable(reason);
  }
}

/** Why a person needs somebody's decision; the desk records are named by number. */
export function explainQuestion(reason: QuestionReason, recordIds: readonly number[]): string {
  const records = explainList(recordIds.map((id) => `#${id}`));
  switch (reason) {
    case "severalCandidates":
      return `${explainCount(recordIds.length, "desk record fits", "desk records fit")} equally well: ${records}`;
    case "privileged":
      return `desk record ${records} has administrator rights, and is never taken over without asking`;
    case "ownedByOtherConnection":
      return `desk record ${records} belongs to another connection`;
    case "claimedTwice":
      return `another account would become the same desk record ${records}`;
    default:
      return unreachable(reason);
  }
}

/** The same in a few words, for filters. */
export function explainQuestionShortly(reason: QuestionReason): string {
  switch (reason) {
    case "severalCandidates":
      return "several desk records fit";
    case "privileged":
      return "the desk record has administrator rights";
    case "ownedByOtherConnection":
      return "the desk record belongs to another connection";
    case "claimedTwice":
      return "another account claims the desk record";
    default:
      return unreachable(reason);
  }
}

/** Why a decision is needed, in a few words, for filters. */
export function explainQuestionReason(reason: QuestionReason): string {
  switch (reason) {
    case "severalCandidates":
      return "several candidates";
    case "privileged":
      return "has administrator rights";
    case "ownedByOtherConnection":
      return "belongs to another connection";
    case "claimedTwice":
      return "claimed by two accounts";
    default:
      return unreachable(reason);
  }
}

/** Why no person can be made of a record. */
export function explainDefect(defect: PersonDefect): string {
  switch (defect) {
    case "noId":
      return "the record has no id";
    case "noNameNorAddress":
      return "the record has neither a name nor an address";
    case "unreadable":
      return "the record has not the shape of an account";
    default:
      return unreachable(defect);
  }
}

/** What somebody should look at twice, as a sentence. */
export function explainWarning(warning: Warning, { directory }: Pick<Names, "directory">): string {
  switch (warning) {
    case "addressReused":
      return "The address is that of another account's desk record. The id decides, not the address: this is a new person.";
    case "overwritesHandEdit":
      return "A value that was typed on the desk is overwritten: for this field the directory decides.";
    case "invalidValue":
      return `A value in ${directory} does not suit its desk field; the desk's value stays.`;
    case "managerNotInDirectory":
      return `The manager named in ${directory} is no account of this directory; the desk's manager stays.`;
    case "inactiveByHand":
      return "Somebody made the desk record inactive by hand, so it stays inactive.";
    case "nameDiffersInCase":
      return "A name differs in capitals or spaces only. Such names are never taken for one another.";
    case "customerDirectoryUnread":
      return "The customer directory could not be read, so this is as of an earlier reading.";
    case "notAnAgent":
      return "A group gives something that only agents can hold. This user is no agent, so it is skipped.";
    default:
      return unreachable(warning);
  }
}

/** The same in a few words, for a mark in a list and for filters. */
export function explainWarningShortly(warning: Warning): string {
  switch (warning) {
    case "addressReused":
      return "address reused";
    case "overwritesHandEdit":
      return "overwrites a hand edit";
    case "invalidValue":
      return "unsuitable value";
    case "managerNotInDirectory":
      return "manager unknown";
    case "inactiveByHand":
      return "inactive by hand";
    case "nameDiffersInCase":
      return "name differs in capitals";
    case "customerDirectoryUnread":
      return "customer directory not read";
    case "notAnAgent":
      return "not an agent";
    default:
      return unreachable(warning);
  }
}

/** What a line does, in the word of tiles and filters. */
export function explainChangeKind(kind: ChangeKind): string {
  switch (kind) {
    case "create":
    case "update":
    case "link":
    case "unlink":
    case "deactivate":
    case "reactivate":
    case "remove":
    case "decide":
      return kind;
    case "leftOut":
      return "left out";
    case "notFound":
      return "not found";
    case "noLongerMapped":
      return "no longer mapped";
    default:
      return unreachable(kind);
  }
}
