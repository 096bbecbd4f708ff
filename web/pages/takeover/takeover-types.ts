import type { z } from "@hono/zod-openapi";
import type { TakeoverLineView, TakeoverView as TakeoverSchema, TakeoverWithFiles } from "../../../src/api/v1/takeovers/takeover-view.ts";

/** A take-over, or the undo of one. */
export type TakeoverView = z.infer<typeof TakeoverSchema>;
/** One with its files. */
export type TakeoverDetail = z.infer<typeof TakeoverWithFiles>;
export type TakeoverFileView = TakeoverDetail["files"][number];
/** A line of a plan. */
export type TakeoverLine = z.infer<typeof TakeoverLineView>;
