import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { ConnectionSettings } from "../../src/api/v1/shapes/settings.ts";
import { capital } from "../../src/core/explain-names.ts";
import type { MergeChoices, MergeQuestion } from "../../src/core/merge-settings.ts";
import type { Mapping } from "../../src/model/settings.ts";
import { type ScreenNames, sayCondition, sayDestination, useNames } from "./words.ts";

interface Props {
  readonly connectionId: number;
  readonly settings: ConnectionSettings;
  readonly questions: readonly MergeQuestion[];
  /** Who published. */
  readonly who: string;
  readonly isBusy: boolean;
  readonly onClose: () => void;
  readonly onAnswer: (choices: MergeChoices) => void;
}

/** Asks, for everything that both people changed, whose stands. All else was put together already. */
export function MergeQuestions({ connectionId, settings, questions, who, isBusy, onClose, onAnswer }: Props) {
  const names = useNames(connectionId, settings);
  const [choices, setChoices] = useState<MergeChoices>({});
  const open = questions.filter(({ key }) => choices[key] === undefined).length;
  return (
    <Modal opened onClose={onClose} title="Both of you changed these" size="lg" closeButtonProps={{ "aria-label": "Close" }}>
      <Stack>
        <Text size="sm">
          Everything else is put together without a question. For these, choose whose stands in your draft; nothing is published by that.
        </Text>
        {questions.map((question) => (
          <Radio.Group
            key={question.key}
            label={capital(question.what)}
            value={choices[question.key] ?? ""}
            onChange={(value) => setChoices({ ...choices, [question.key]: value === "mine" ? "mine" : "theirs" })}
          >
            <Stack gap={4} mt={4}>
              <Radio value="mine" label={`Mine: ${question.mine}`} description={sayRule(question.rules?.mine, names)} />
              <Radio value="theirs" label={`${who}: ${question.theirs}`} description={sayRule(question.rules?.theirs, names)} />
            </Stack>
          </Radio.Group>
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Later
          </Button>
          <Button disabled={open > 0} loading={isBusy} onClick={() => onAnswer(choices)}>
            {open > 0 ? `${open} still to choose` : "Put my changes on top"}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** The rule as it would be; nothing for a rule that was removed, and for what is no rule. */
function sayRule(rule: Mapping | null | undefined, names: ScreenNames): string | undefined {
  return rule == null ? undefined : `${rule.name} → ${sayDestination(rule, names)}: ${sayCondition(rule, names)}`;
}
