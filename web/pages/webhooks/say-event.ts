const verbs: Readonly<Record<string, string>> = {
  created: "is created",
  updated: "is changed",
  closed: "is closed",
  action: "is answered or noted on",
  deactivated: "becomes inactive",
  deleted: "is deleted",
  waiting: "waits for approval",
  applied: "was applied",
  failed: "failed",
  undone: "was undone",
};

/** An event in words: `A ticket is created`. */
export function sayEvent(name: string): string {
  const [subject = "", verb = ""] = name.split(".");
  const article = /^[aeio]/.test(subject) ? "An" : "A";
  return `${article} ${subject} ${verbs[verb] ?? verb}`;
}
