import { Kbd, UnstyledButton } from "@mantine/core";
import { IconSearch } from "../ui/icons.ts";
import classes from "./frame.module.css";

/** Looks like the field that it opens. */
export function SearchButton({ onOpen }: { readonly onOpen: () => void }) {
  return (
    <UnstyledButton className={classes.search} onClick={onOpen} aria-keyshortcuts="/" aria-haspopup="dialog">
      <IconSearch size={16} aria-hidden />
      <span>Search people, customers, runs</span>
      <Kbd size="xs" aria-hidden>
        /
      </Kbd>
    </UnstyledButton>
  );
}
