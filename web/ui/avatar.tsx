import { Avatar as MantineAvatar } from "@mantine/core";
import { initialsOf } from "./initials-of.ts";

/** Initials in a circle; says nothing that the name beside it doesn't. */
export function Avatar({ name, size = 28 }: { readonly name: string; readonly size?: number }) {
  return (
    <MantineAvatar size={size} radius="xl" aria-hidden className="m-avatar">
      {initialsOf(name)}
    </MantineAvatar>
  );
}
