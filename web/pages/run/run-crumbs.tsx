import type { RunView } from "../../../src/api/v1/shapes/run.ts";

/** Where a run's page stands: below its connection. */
export function crumbsOf(run: RunView): { readonly label: string; readonly to: string }[] {
  const connection = `/directories/${run.connectionId}`;
  return [
    { label: "Directories", to: "/directories" },
    { label: run.connection, to: connection },
    ...(run.kind === "undo" || run.kind === "whatIf"
      ? [{ label: "Activity", to: `${connection}/activity` }]
      : [{ label: `Import ${listEntities(run.entities)}`, to: `${connection}/import` }]),
  ];
}

/** Which directory it speaks of. */
export function subtitleOf(run: RunView): string {
  return [run.type, run.account].filter((part) => part !== "").join(" · ");
}

/** `users and agents`. */
export function listEntities(entities: RunView["entities"]): string {
  return entities.map((entity) => `${entity}s`).join(" and ");
}
