import { Button, Group, Modal, NumberInput, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { RunView } from "../../../src/api/v1/shapes/run.ts";
import type { SettingsView } from "../../../src/api/v1/shapes/settings.ts";
import { explainLimit } from "../../../src/core/explain-limits.ts";
import { api, ask } from "../../api.ts";
import { fetchSettings } from "../../draft/requests.ts";
import { Allowed } from "../../session.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";

type Limit = RunView["limits"][number];
type Limits = SettingsView["settings"]["limits"];

const words: Readonly<Record<Limit["name"], string>> = {
  deactivations: "people made inactive",
  roleLosses: "people who lose a role",
  siteMoves: "people who change site",
  creations: "people created",
};

/** The answer that is for good: another limit, for every run from now on. This plan still wants its own answer. */
export function RaiseLimit({ run }: { readonly run: RunView }) {
  const [isOpen, setOpen] = useState(false);
  const settings = useQuery({
    queryKey: ["connections", run.connectionId, "settings"],
    queryFn: () => fetchSettings(run.connectionId),
    enabled: isOpen,
  });
  if (!run.limits.some((limit) => limit.isTripped)) return null;
  return (
    <Allowed to="directories:edit">
      <Button variant="subtle" onClick={() => setOpen(true)}>
        Raise the limit for good…
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title="Raise the limit for good"
        centered
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <Loaded query={settings} reading="the settings in force">
          {(view) => <LimitForm run={run} view={view} onClose={() => setOpen(false)} />}
        </Loaded>
      </Modal>
    </Allowed>
  );
}

interface FormProps {
  readonly run: RunView;
  readonly view: SettingsView;
  readonly onClose: () => void;
}

function LimitForm({ run, view, onClose }: FormProps) {
  const queries = useQueryClient();
  const tripped = run.limits.filter((limit) => limit.isTripped);
  const [limits, setLimits] = useState<Limits>(() => suggest(view.settings.limits, run));
  const save = useMutation({
    mutationFn: () =>
      ask(
        api.connections[":connectionId"].settings.$put(
          { param: { connectionId: String(run.connectionId) }, json: { settings: { ...view.settings, limits } } },
          { headers: { "If-Match": `"${view.version}"` } },
        ),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
    // Somebody saved meanwhile: the next try begins from what they saved.
    onError: () => queries.invalidateQueries({ queryKey: ["connections", run.connectionId, "settings"] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const change = (name: Limit["name"], part: Partial<Limits[Limit["name"]]>) =>
    setLimits((before) => ({ ...before, [name]: { ...before[name], ...part } }));
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {tripped.map((limit) => (
          <Stack key={limit.name} gap={4}>
            <Text size="sm">
              This plan: <strong>{limit.value.toLocaleString()}</strong> {words[limit.name]}, {limit.share.toFixed(1)} % of{" "}
              {limit.base.toLocaleString()}. The limit is {explainLimit(view.settings.limits[limit.name])}.
            </Text>
            <Group grow>
              <NumberInput
                label="At most, people"
                description="Empty: no such limit"
                min={0}
                allowDecimal={false}
                value={limits[limit.name].count ?? ""}
                onChange={(value) => change(limit.name, { count: value === "" ? null : Number(value) })}
              />
              <NumberInput
                label="At most, per cent"
                description="Empty: no such limit"
                min={0}
                max={100}
                value={limits[limit.name].percent ?? ""}
                onChange={(value) => change(limit.name, { percent: value === "" ? null : Number(value) })}
              />
            </Group>
          </Stack>
        ))}
        <Text size="sm">
          This saves version {view.version + 1} of the settings, for every run from now on. This plan was stopped by the limit of its time:
          it still waits for you, and nothing is written before you approve it.
        </Text>
        <ProblemAlert error={save.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save the limit
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The smallest limits under which a plan like this one goes through by itself. */
function suggest(limits: Limits, { approval }: RunView): Limits {
  return { ...limits, ...Object.fromEntries((approval?.raise ?? []).map(({ name, limit }) => [name, limit])) };
}
