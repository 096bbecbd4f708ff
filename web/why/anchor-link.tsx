import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentProps } from "react";
import classes from "./anchor-link.module.css";

type Plain = Omit<ComponentProps<"a">, keyof AnchorProps | keyof ButtonProps>;

/** A link within the app that looks like one, in the middle of a sentence too: underlined, because colour alone does not say it. */
export const AnchorLink = createLink((props: AnchorProps & Plain) => (
  <Anchor underline="always" {...props} className={classes.link ?? ""} />
));

/** A link within the app that looks like a button. */
export const ButtonLink = createLink((props: ButtonProps & Plain) => <Button component="a" {...props} />);
