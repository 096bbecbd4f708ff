import { z } from "zod";

/** Views of the ticket list that everybody has. `mine` is the asking agent's open tickets. */
export const QuickView = z.enum(["mine", "unassigned", "open", "waiting", "dueToday", "overdue"]);
export type QuickView = z.infer<typeof QuickView>;
export const quickViews = QuickView.options;
