import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./why.module.css";

interface WhyBlockProps {
  /** Its place in the order of the questions people ask; null for what only some people have. */
  readonly n: number | null;
  readonly title: string;
  readonly children: ReactNode;
}

/** One question and its answer: the question in the margin, the answer beside it (below it where there is little room). */
export function WhyBlock({ n, title, children }: WhyBlockProps) {
  return (
    <section className={classes.block} aria-label={title}>
      <Title order={3} className={classes.title}>
        <span className={classes.number}>{n}</span>
        <span>{title}</span>
      </Title>
      <div className={classes.answer}>{children}</div>
    </section>
  );
}
