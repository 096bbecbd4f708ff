import { Alert, Button, Group, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { faultBelow, hasOtherFaults } from "../../records/form-faults.ts";
import { Allowed, useMe } from "../../session.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { useTestMail } from "./queries.ts";

/** Sends one mail, and says in plain words why it did not go, if it did not. */
export function TestMail() {
  const [to, setTo] = useState(useMe().agent.email);
  const test = useTestMail();
  function submit(event: FormEvent) {
    event.preventDefault();
    test.mutate(to.trim());
  }
  return (
    <Allowed to="settings:edit">
      <form onSubmit={submit}>
        <Group align="flex-end" gap="xs">
          <TextInput
            label="Send a test to"
            w="20rem"
            maxLength={254}
            value={to}
            error={faultBelow(test.error, "to")}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={to.trim() === ""} loading={test.isPending}>
            Send
          </Button>
        </Group>
      </form>
      {test.data !== undefined && (
        <Alert
          role="status"
          mt="sm"
          color={test.data.isSent ? "green" : "red"}
          variant="light"
          title={test.data.isSent ? "It was sent" : "It was not sent"}
        >
          {test.data.says}
        </Alert>
      )}
      {hasOtherFaults(test.error, ["to"]) && <ProblemAlert error={test.error} />}
    </Allowed>
  );
}
