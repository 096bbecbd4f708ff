/** How much somebody may ask at once; null leaves it open. */
export interface CallLimits {
  /** Calls of `/v1` in a minute, for each application, agent, user, or address that is not signed in. */
  readonly perMinute: number | null;
  /** Calls of `/api` in any five minutes, for each of them: HaloPSA's hosted limit is 300. */
  readonly perFiveMinutes: number | null;
}

/** What holds unless somebody sets something else: generous, and no such limit for `/api`. */
export const usualLimits: CallLimits = { perMinute: 600, perFiveMinutes: null };
