import { Button, Group, Modal, Radio, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { CatalogueView } from "../../../src/api/v1/shapes/settings.ts";
import { api, ask } from "../../api.ts";
import { ProblemAlert } from "../../ui/problem.tsx";

interface Props {
  readonly catalogue: CatalogueView;
  readonly customerId: number | null;
  readonly onClose: () => void;
  readonly onCreated: (siteId: number) => void;
}

/** Creates a site on the desk, under a customer that is there or a new one. At once: this is no part of the draft. */
export function CreatePlace({ catalogue, customerId, onClose, onCreated }: Props) {
  const queries = useQueryClient();
  const [isNewCustomer, setNewCustomer] = useState(catalogue.customers.length === 0);
  const [customer, setCustomer] = useState<string | null>(customerId === null ? null : String(customerId));
  const [customerName, setCustomerName] = useState("");
  const [site, setSite] = useState("");
  const create = useMutation({
    mutationFn: async () => {
      if (!isNewCustomer) return (await ask(api.sites.$post({ json: { name: site.trim(), customerId: Number(customer) } }))).id;
      const created = await ask(api.customers.$post({ json: { name: customerName.trim(), mainSite: site.trim() } }));
      return created.mainSite?.id ?? null;
    },
    onSuccess: async (siteId) => {
      await queries.invalidateQueries({ queryKey: ["catalogue"] });
      if (siteId !== null) onCreated(siteId);
    },
  });
  const isReady = site.trim() !== "" && (isNewCustomer ? customerName.trim() !== "" : customer !== null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) create.mutate();
  };
  return (
    <Modal opened onClose={onClose} title="New site" closeButtonProps={{ "aria-label": "Close" }}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm" c="dimmed">
            It is created on the desk at once, whatever becomes of the draft.
          </Text>
          <Radio.Group label="Customer" value={isNewCustomer ? "new" : "known"} onChange={(value) => setNewCustomer(value === "new")}>
            <Group mt={4}>
              <Radio value="known" label="One that is there" disabled={catalogue.customers.length === 0} />
              <Radio value="new" label="A new one" />
            </Group>
          </Radio.Group>
          {isNewCustomer ? (
            <TextInput
              label="Name of the customer"
              value={customerName}
              dir="auto"
              onChange={(event) => setCustomerName(event.currentTarget.value)}
            />
          ) : (
            <Select
              label="Which customer"
              data={catalogue.customers.map(({ id, name }) => ({ value: String(id), label: name }))}
              value={customer}
              searchable
              limit={100}
              onChange={setCustomer}
            />
          )}
          <TextInput
            label={isNewCustomer ? "Name of its main site" : "Name of the site"}
            value={site}
            dir="auto"
            onChange={(event) => setSite(event.currentTarget.value)}
          />
          {create.isError && <ProblemAlert error={create.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={!isReady} loading={create.isPending}>
              {isNewCustomer ? "Create customer and site" : "Create the site"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
