import { CloseButton, Drawer } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./side-by-side.module.css";

interface Props {
  readonly list: ReactNode;
  readonly detail: ReactNode;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** What the detail is about, for those who cannot see where it opened. */
  readonly label?: string | undefined;
}

/** A list with its detail beside it; on narrow screens the detail slides over the list. */
export function SideBySide({ list, detail, isOpen, onClose, label = "Detail" }: Props) {
  const isWide = useMediaQuery("(min-width: 75em)", true, { getInitialValueInEffect: false });
  return (
    <div className={classes.both} data-open={isOpen && isWide}>
      <div className={classes.list}>{list}</div>
      {isWide && isOpen && (
        <aside className={classes.detail} aria-label={label}>
          <CloseButton className={classes.close} aria-label={`Close: ${label}`} onClick={onClose} />
          {detail}
        </aside>
      )}
      {!isWide && (
        <Drawer
          opened={isOpen}
          onClose={onClose}
          position="right"
          size="lg"
          title={label}
          closeButtonProps={{ "aria-label": `Close: ${label}` }}
        >
          {detail}
        </Drawer>
      )}
    </div>
  );
}
