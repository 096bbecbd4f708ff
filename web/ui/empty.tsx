import { Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./empty.module.css";

interface Props {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

/** A place where nothing is yet: says so, and teaches the next step. */
export function Empty({ title, action, children }: Props) {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{title}</p>
      {children !== undefined && (
        <Text component="div" size="sm" c="dimmed" className={classes.words}>
          {children}
        </Text>
      )}
      {action !== undefined && (
        <Group gap="xs" mt="md" justify="center">
          {action}
        </Group>
      )}
    </div>
  );
}
