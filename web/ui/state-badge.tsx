import type { ReactNode } from "react";
import type { ConnectionHealth } from "../../src/model/health.ts";
import type { RunState } from "../../src/model/run.ts";
import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconHourglass, IconInfoCircle } from "./icons.ts";
import classes from "./state-badge.module.css";

export type Tone = "good" | "waiting" | "bad" | "info" | "neutral";

const icons = {
  good: IconCircleCheck,
  waiting: IconHourglass,
  bad: IconAlertTriangle,
  info: IconInfoCircle,
  neutral: IconCircleMinus,
} as const;

/** A state: an icon, words, and a colour that adds nothing which the words don't say. */
export function StateBadge({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <span className={classes.badge} data-tone={tone}>
      <Icon size={15} aria-hidden className={classes.icon} />
      <span className={classes.words}>{children}</span>
    </span>
  );
}

const toneOfRun: Record<RunState, Tone> = {
  reading: "info",
  planning: "info",
  planned: "info",
  waiting: "waiting",
  applying: "info",
  applied: "good",
  nothingToDo: "neutral",
  stopped: "bad",
  failed: "bad",
  rejected: "neutral",
  superseded: "neutral",
  shown: "info",
};

export function RunStateBadge({ state, says }: { readonly state: RunState; readonly says: string }) {
  return <StateBadge tone={toneOfRun[state]}>{says}</StateBadge>;
}

const toneOfHealth: Record<ConnectionHealth, Tone> = {
  failing: "bad",
  paused: "bad",
  waiting: "waiting",
  notConnected: "neutral",
  disconnected: "neutral",
  healthy: "good",
};

export function HealthBadge({ health, says }: { readonly health: ConnectionHealth; readonly says: string }) {
  return <StateBadge tone={toneOfHealth[health]}>{says}</StateBadge>;
}
