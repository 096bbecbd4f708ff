/** Something that can be made to happen in the demo, and whether it has since everything was put back. */
export interface PlayableIncident {
  readonly name: string;
  readonly title: string;
  /** What a careless sync would do with it. */
  readonly careless: string;
  /** The connection whose schedule to run next; null where there is none to run. */
  readonly connectionId: number | null;
  readonly connection: string | null;
  readonly hasHappened: boolean;
}

/** What the demo's drawer can make happen. The demo command gives it to the server. */
export interface DemoPlay {
  /** Where the sandbox of Google answers. */
  readonly sandboxUrl: string;
  readonly list: () => Promise<readonly PlayableIncident[]>;
  /** Makes something happen, asked for by an agent; says what happened. @throws NotFound, Conflict when it can't happen yet */
  readonly happen: (incident: string, by: { readonly id: number; readonly name: string }) => Promise<string>;
}
