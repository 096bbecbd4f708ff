import type { OrgUnit } from "../google/state/directory.ts";

/** Org units from their paths, parents before children; the root is added. Ids depend on the path and the organisation only. */
export function orgUnitTree(customerId: string, paths: readonly string[]): readonly OrgUnit[] {
  const all = ["/", ...paths];
  return all.map((path, index) => {
    const parentPath = path.lastIndexOf("/") <= 0 ? "/" : path.slice(0, path.lastIndexOf("/"));
    const parentIndex = all.indexOf(parentPath);
    if (parentIndex === -1) throw new Error(`The org unit ${path} is listed before its parent ${parentPath}.`);
    return {
      id: orgUnitId(customerId, index),
      name: path === "/" ? "Everybody" : path.slice(path.lastIndexOf("/") + 1),
      path,
      parentId: orgUnitId(customerId, parentIndex),
      parentPath: path === "/" ? "" : parentPath,
      description: "",
    };
  });
}

function orgUnitId(customerId: string, index: number): string {
  return `id:03ph8a2z${customerId.slice(2).toLowerCase()}${String(index).padStart(3, "0")}`;
}
