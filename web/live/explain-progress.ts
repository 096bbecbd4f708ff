import type { ProgressView } from "../../src/api/v1/shapes/common.ts";

/** What a run is doing, in a line: `Reading: page 2, 903 accounts so far, 4 requests`. */
export function explainProgress({ step, done, total, pages, requests }: ProgressView): string {
  const asked = requests === undefined ? "" : `, ${count(requests, "request", "requests")}`;
  switch (step) {
    case "reading":
      return `Reading: ${pages === undefined ? "" : `page ${pages.toLocaleString()}, `}${count(done, "account", "accounts")} so far${asked}`;
    case "groups":
      return `Reading groups: ${ofTotal(done, total)}${asked}`;
    case "lookingUp":
      return `Looking up whoever is missing, one by one: ${ofTotal(done, total)}`;
    case "planning":
      return `Comparing with the desk: ${ofTotal(done, total)} people`;
    case "applying":
      return `Applying: ${ofTotal(done, total)} changes`;
  }
}

function ofTotal(done: number, total: number | null): string {
  return total === null ? done.toLocaleString() : `${done.toLocaleString()} of ${total.toLocaleString()}`;
}

function count(n: number, one: string, many: string): string {
  return `${n.toLocaleString()} ${n === 1 ? one : many}`;
}
