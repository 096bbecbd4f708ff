import { Button, Menu } from "@mantine/core";
import type { ReactNode, Ref } from "react";
import { IconDots } from "./icons.ts";

interface Props {
  /** The three dots: where the focus belongs when what an item opened is closed again. */
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children: ReactNode;
}

/** What is seldom done with the thing a page is about, behind three dots. `children` are items of a menu. */
export function MoreMenu({ ref, children }: Props) {
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button ref={ref ?? null} variant="default" px={10} aria-label="More" title="More">
          <IconDots size={16} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
