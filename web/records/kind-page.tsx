import { useParams } from "@tanstack/react-router";
import { useAddressSearch } from "./kind-list-page.tsx";
import { RecordPage, type RecordTab } from "./record-page.tsx";
import { WithKind } from "./with-kind.tsx";

interface KindPageProps {
  readonly name: string;
  /** What one is called while its fields are on their way: `Subscription`. */
  readonly title: string;
  readonly tabs: (id: number) => readonly RecordTab[];
}

/** The page of the record that the address names, with nothing of its own but tabs. */
export function KindPage({ name, title, tabs }: KindPageProps) {
  const id = Number(useParams({ strict: false }).id);
  const { search } = useAddressSearch();
  return (
    <WithKind name={name} title={`${title} ${id}`}>
      {(kind) => <RecordPage key={id} kind={kind} id={id} search={search} tabs={tabs(id)} />}
    </WithKind>
  );
}
