import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./stacking-table.module.css";

interface Props {
  readonly label: string;
  /** Below this width of the table it scrolls inside itself; on a phone it is cards. */
  readonly minWidth: string;
  readonly isFixed?: boolean;
  readonly children: ReactNode;
}

/** A short table of a page of settings: cards on a phone, where each cell says its heading by `data-label`. */
export function StackingTable({ label, minWidth, isFixed = false, children }: Props) {
  return (
    <div className={classes.sheet}>
      <Table
        className={classes.table}
        __vars={{ "--stacking-min": minWidth }}
        verticalSpacing="xs"
        aria-label={label}
        layout={isFixed ? "fixed" : "auto"}
      >
        {children}
      </Table>
    </div>
  );
}
