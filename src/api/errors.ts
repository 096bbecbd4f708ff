/** Nobody is signed in. */
export class SignInNeeded extends Error {
  override readonly name = "SignInNeeded";
}

/** An update named a version that is not the newest: somebody else saved meanwhile. Nothing was saved. */
export class ChangedMeanwhile extends Error {
  override readonly name = "ChangedMeanwhile";
  /** What is there now; null where several records were meant. */
  readonly current: { readonly version: number; readonly by: string; readonly at: string } | null;
  constructor(sentence: string, current: ChangedMeanwhile["current"]) {
    super(sentence);
    this.current = current;
  }
}

/** An update that does not say which version it was made from. */
export class VersionNeeded extends Error {
  override readonly name = "VersionNeeded";
}

/** Somebody asked more often than is allowed. The answer's headers say when to come again. */
export class TooManyCalls extends Error {
  override readonly name = "TooManyCalls";
}
