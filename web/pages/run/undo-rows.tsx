import { Button, Group } from "@mantine/core";
import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import { Allowed } from "../../session.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import styles from "./run.module.css";
import { useStartUndo } from "./start-run.ts";
import { countOf } from "./words.ts";

interface Props {
  readonly run: RunView;
  readonly seqs: readonly number[];
  readonly onClear: () => void;
}

/** Takes back chosen rows of a run; a preview comes first. */
export function UndoRows({ run, seqs, onClear }: Props) {
  const undo = useStartUndo(run.id);
  return (
    <Allowed to="directories:all">
      <div className={styles.foot}>
        <Group gap="xs" justify="flex-end">
          <span className={styles.grow}>
            {countOf(seqs.length, "row", "rows")} selected. You see what would be taken back before anything is.
          </span>
          <Button variant="default" onClick={onClear}>
            Select none
          </Button>
          <Button loading={undo.isPending} onClick={() => undo.mutate([...seqs])}>
            Undo {countOf(seqs.length, "row", "rows")}
          </Button>
        </Group>
        <ProblemAlert error={undo.error} />
      </div>
    </Allowed>
  );
}
