import { openDatabase } from "../src/store/open-database.ts";
import { measureDesk } from "./desk/measure-desk.ts";
import { measureBareWork } from "./measure-bare-work.ts";
import { measureImports, measureManyGroups } from "./measure-imports.ts";
import { createObserver } from "./observe.ts";
import type { Task, TaskMessage } from "./task.ts";
import { measureWeb } from "./web/measure-web.ts";

// The process that measures: started by main.ts with a task, so that its peak of memory is that of the task alone.
const say = (message: TaskMessage) => process.send?.(message);
process.once("disconnect", () => process.exit(1));

try {
  // main.ts writes exactly one task as the first argument.
  const task = JSON.parse(process.argv[2] ?? "") as Task;
  if (task.part === "web") say({ kind: "visited", web: await measureWeb(task) });
  else if (task.part === "desk") say({ kind: "timed", desk: await measureDesk(task) });
  else await measureWork(task, { bare: measureBareWork, imports: measureImports, groups: measureManyGroups }[task.part]);
  say({ kind: "done" });
} catch (error) {
  say({ kind: "failed", says: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
process.disconnect?.();

async function measureWork(task: Task, measure: typeof measureImports): Promise<void> {
  const database = await openDatabase(task.address);
  const observer = await createObserver(task, database);
  for await (const measurement of measure({ task, database, observer })) say({ kind: "measured", measurement });
  await database.close();
}
