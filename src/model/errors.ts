/** What the world refused, as a sentence an administrator can act on. `vendorCode` is the directory's own word for it, shown small. */
export class DirectoryRefused extends Error {
  readonly because: RefusalCause;
  readonly vendorCode: string | null;
  constructor(because: RefusalCause, sentence: string, vendorCode: string | null = null) {
    super(sentence);
    this.name = "DirectoryRefused";
    this.because = because;
    this.vendorCode = vendorCode;
  }
}

/** Why a directory refused. `signIn`: nothing works until somebody connects again; `permission`: one ability is missing; `limit`: asked too much; `unreachable`: no answer; `answer`: an answer that cannot be trusted; `configuration`: our settings are wrong. */
export type RefusalCause = "signIn" | "permission" | "limit" | "unreachable" | "answer" | "configuration";

/** The thing asked for does not exist. */
export class NotFound extends Error {
  override readonly name = "NotFound";
}

/** The caller may not do this. */
export class Forbidden extends Error {
  override readonly name = "Forbidden";
}

/** Somebody or something else was there first: a run in progress, a changed record, an older version. */
export class Conflict extends Error {
  override readonly name = "Conflict";
}

/** Input that was refused, with every fault found: the place and the cure. Nothing was saved. */
export class Invalid extends Error {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => `${explainPlace(fault)}: ${fault.says}`).join("\n"));
    this.name = "Invalid";
    this.faults = faults;
  }
}

/** One fault of an input: where it stands (`mappings[2].filter`), what is wrong and how to cure it. */
export interface Fault {
  readonly at: string;
  readonly says: string;
  /** What people call the thing at this place, where its number says little: a mapping's name. */
  readonly about?: string;
}

/** The place of a fault for people: `mappings[2].filter "Leeds"`. */
export function explainPlace({ at, about }: Pick<Fault, "at" | "about">): string {
  return about === undefined ? at : `${at} "${about}"`;
}

/** A path into a value as faults name it: `mappings[2].filter`. */
export function writePath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (at, step) => (typeof step === "number" ? `${at}[${step}]` : at === "" ? String(step) : `${at}.${String(step)}`),
    "",
  );
}

/** Returns the value, or fails as our own bug when it is missing. */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`Expected ${what}, found nothing`);
  return value;
}

/** The end of an exhaustive switch: a new case without a branch does not compile. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected case: ${JSON.stringify(value)}`);
}
