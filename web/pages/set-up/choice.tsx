import { Radio, type RadioCardProps, Text } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "./set-up.module.css";

interface ChoiceProps extends Pick<RadioCardProps, "disabled"> {
  readonly value: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** One of a few ways, as a card with what it takes. Stands in a `Radio.Group`. */
export function Choice({ value, title, children, disabled }: ChoiceProps) {
  return (
    <Radio.Card value={value} className={styles.choice} {...(disabled !== undefined && { disabled })}>
      <Radio.Indicator {...(disabled !== undefined && { disabled })} />
      <div className={styles.choiceText}>
        <Text fw={600}>{title}</Text>
        {children}
      </div>
    </Radio.Card>
  );
}
