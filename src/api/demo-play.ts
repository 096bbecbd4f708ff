/** What the demo's drawer can make happen. The demo command gives it to the server. */
export interface DemoPlay {
  /** Where the sandbox of Google answers. */
  readonly sandboxUrl: string;
  /** Makes something happen in the sample directories. */
  readonly happen: (incident: string) => Promise<void>;
}
