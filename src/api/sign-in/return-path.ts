/** The cookie that keeps where somebody was who had to sign in first. */
export const returnCookie = "muster_return";

/** Where signing in leads: back to the question of an application, where one waits, and else to the start. */
export function readReturnPath(kept: string | undefined): string {
  return kept !== undefined && /^\/auth\/consent\/[\w-]{1,100}$/.test(kept) ? kept : "/";
}
