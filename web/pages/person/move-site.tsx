import { Alert, Button, type ButtonProps, Checkbox, Group, Modal, Select, Text } from "@mantine/core";
import { useState } from "react";
import type { PersonView } from "../../../src/api/v1/shapes/person.ts";
import { useCatalogue, useSavePerson } from "../../queries/person.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";

/** Moves a user to another site by hand. */
export function MoveSite({ person, size }: { person: PersonView; size: ButtonProps["size"] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" {...(size !== undefined && { size })} onClick={() => setOpen(true)}>
        Move…
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={`Move ${person.name} to another site`}
        closeButtonProps={{ "aria-label": "Close" }}
        centered
      >
        <ChooseSite person={person} onDone={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function ChooseSite({ person, onDone }: { person: PersonView; onDone: () => void }) {
  const catalogue = useCatalogue();
  const save = useSavePerson(person.entity, person.id);
  const [siteId, setSiteId] = useState<string | null>(person.site === null ? null : String(person.site.id));
  const [movesCustomer, setMovesCustomer] = useState(false);
  const chosen = catalogue.data?.sites.find((site) => String(site.id) === siteId);
  const leavesCustomer = chosen !== undefined && person.customer !== null && chosen.customerId !== person.customer.id;
  const remarks = save.data?.remarks ?? [];
  const isSame = siteId === null || Number(siteId) === person.site?.id;
  const move = () =>
    save.mutate(
      { patch: { siteId: Number(siteId), ...(leavesCustomer && { movesCustomer }) }, version: person.version },
      { onSuccess: (saved) => (saved.remarks ?? []).length === 0 && onDone() },
    );
  return (
    <Loaded query={catalogue} reading="the sites">
      {({ customers, sites }) => (
        <>
          <Select
            label="Site"
            searchable
            data-autofocus
            allowDeselect={false}
            nothingFoundMessage="No site has such a name"
            data={customers.map((customer) => ({
              group: customer.name,
              items: sites
                .filter((site) => site.customerId === customer.id)
                .map((site) => ({ value: String(site.id), label: site.isMain ? `${site.name} (main)` : site.name })),
            }))}
            value={siteId}
            onChange={setSiteId}
          />
          {leavesCustomer && (
            <Checkbox
              mt="sm"
              label={`Leaves ${person.customer?.name ?? "the customer"} for ${chosen.customer}`}
              description="Tickets and assets of this person stay with the former customer."
              checked={movesCustomer}
              onChange={(event) => setMovesCustomer(event.currentTarget.checked)}
            />
          )}
          {remarks.length > 0 && (
            <Alert role="status" mt="sm" color="blue" variant="light" title="Moved">
              {remarks.join(" ")}
            </Alert>
          )}
          {person.links.length > 0 && (
            <Text size="sm" mt="sm">
              The rules of {person.links.map((link) => link.connection).join(" and ")} decide the site, unless that directory keeps the
              sites of existing users: the next import may move this person back, and the preview names it.
            </Text>
          )}
          {save.isError && (
            <div style={{ marginTop: "1rem" }}>
              <ProblemAlert error={save.error} />
            </div>
          )}
          <Group justify="flex-end" mt="md" gap="xs">
            <Button variant="default" onClick={onDone}>
              {remarks.length > 0 ? "Close" : "Cancel"}
            </Button>
            <Button disabled={isSame || (leavesCustomer && !movesCustomer)} loading={save.isPending} onClick={move}>
              Move 1 person
            </Button>
          </Group>
        </>
      )}
    </Loaded>
  );
}
