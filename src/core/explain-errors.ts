import { explainCount } from "./explain-names.ts";

/** Something that keeps people out, in words, with the page that lists them. */
export interface LeftOutByError {
  readonly connectionId: number;
  readonly connection: string;
  readonly n: number;
  readonly says: string;
  readonly href: string;
}

interface Errors {
  readonly connectionId: number;
  readonly name: string;
  readonly broken: number;
  readonly failed: { readonly runId: number; readonly n: number } | null;
}

/** What keeps people of a connection out although nobody wanted that. */
export function explainErrors({ connectionId, name, broken, failed }: Errors): readonly LeftOutByError[] {
  const items: LeftOutByError[] = [];
  if (broken > 0) {
    const says = `${explainCount(broken, "record", "records")} of the directory cannot be read; ${broken === 1 ? "it is" : "they are"} left out, everybody else is not`;
    items.push({ connectionId, connection: name, n: broken, says, href: `/directories/${connectionId}/accounts?state=broken` });
  }
  if (failed !== null) {
    const says = `${explainCount(failed.n, "change", "changes")} of run ${failed.runId} failed; the next run tries again`;
    items.push({ connectionId, connection: name, n: failed.n, says, href: `/runs/${failed.runId}?state=failed` });
  }
  return items;
}
