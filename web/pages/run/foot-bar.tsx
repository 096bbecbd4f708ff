import { Button, Popover, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import { Allowed } from "../../session.tsx";
import { formatTime } from "../../ui/when.tsx";
import { ApplyButton } from "./apply-button.tsx";
import styles from "./run.module.css";
import { noFilters, type RunSearch } from "./run-search.ts";
import type { Ticks } from "./use-ticks.ts";

interface Props {
  readonly run: RunView;
  readonly ticks: Ticks;
  readonly onChange: (change: RunSearch) => void;
}

/** What is selected, what happens besides, and the one button; it stays in sight. */
export function FootBar({ run, ticks, onChange }: Props) {
  const { apply } = run.can;
  return (
    <>
      <div className={`${styles.row} ${styles.onPhone}`}>
        <SideEffects run={run} onChange={onChange} />
      </div>
      <div className={styles.foot}>
        <div className={styles.footRow}>
          <div className={styles.footWords}>
            <Selected run={run} ticks={ticks} onChange={onChange} />
            <span className={styles.onWide}>
              <SideEffects run={run} onChange={onChange} />
            </span>
            {!apply.isPossible && apply.because !== null && apply.because !== run.staleBecause && (
              <Text size="sm" fw={600}>
                {apply.because}
              </Text>
            )}
          </div>
          <div className={styles.footButtons}>
            {run.staleBecause === null && <SaveForLater run={run} />}
            <Allowed to="directories:all">
              {run.staleBecause === null && <ApplyButton run={run} ticked={ticks.ticked} isUnsettled={ticks.isSaving} />}
            </Allowed>
          </div>
        </div>
      </div>
    </>
  );
}

function Selected({ run, ticks, onChange }: Props) {
  const unticked = run.effects - ticks.ticked;
  return (
    <span role="status">
      <strong>
        {ticks.ticked.toLocaleString()} of {run.effects.toLocaleString()} selected
      </strong>
      {unticked > 0 && (
        <>
          {" "}
          <button type="button" className={styles.link} onClick={() => onChange({ ...noFilters, isTicked: "false", show: "all" })}>
            ({unticked.toLocaleString()} unticked{ticks.isMine && run.alsoLooking.length === 0 ? " by you" : ""})
          </button>
        </>
      )}
      {ticks.isSaving ? " · the plan gets a new number…" : "."}
    </span>
  );
}

/** What happens besides the rows. It is always said, also that nothing does. */
export function SideEffects({ run, onChange }: Pick<Props, "run" | "onChange">) {
  const missing = run.counts?.kinds.notFound ?? 0;
  return (
    <>
      {" "}
      <span dir="auto">Also happens: {run.sideEffects.length === 0 ? "nothing" : run.sideEffects.join("; ")}.</span>{" "}
      {missing > 0 && (
        <button type="button" className={styles.link} onClick={() => onChange({ ...noFilters, kind: "notFound", show: "all" })}>
          what would happen
        </button>
      )}
    </>
  );
}

function SaveForLater({ run }: { readonly run: RunView }) {
  return (
    <Popover position="top-end" withArrow shadow="md" width={300} trapFocus>
      <Popover.Target>
        <Button variant="default" size="md">
          Save for later
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" mb="xs">
          It is saved already, with what you selected. It stays under <em>Waiting for you</em>
          {run.validUntil === null ? " until a newer plan takes its place" : ` until it goes out of date, ${formatTime(run.validUntil)}`}.
          You may close this page.
        </Text>
        <Button size="xs" variant="default" component={Link} to="/waiting">
          To what waits for you
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
