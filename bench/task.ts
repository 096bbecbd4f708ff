import type { DatabaseAddress } from "../src/store/open-database.ts";
import type { DeskMeasurement, Engine, Measurement, WebMeasurement } from "./report.ts";

export const parts = ["bare", "imports", "groups", "web", "desk"] as const;
export type Part = (typeof parts)[number];

/** What one process of its own measures. */
export interface Task {
  readonly part: Part;
  readonly engine: Engine;
  readonly people: number;
  readonly groups: number;
  /** A database that nobody has used. */
  readonly address: DatabaseAddress;
  readonly sandbox: { readonly url: string; readonly pid: number };
}

/** What it reports: each measurement as it is made, at last that it is done or what went wrong. */
export type TaskMessage =
  | { readonly kind: "measured"; readonly measurement: Measurement }
  | { readonly kind: "visited"; readonly web: WebMeasurement }
  | { readonly kind: "timed"; readonly desk: DeskMeasurement }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly says: string };
