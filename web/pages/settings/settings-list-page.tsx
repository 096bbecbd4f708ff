import { useParams } from "@tanstack/react-router";
import { KindListPage } from "../../records/kind-list-page.tsx";
import { Empty } from "../../ui/empty.tsx";
import { findSettingsKind } from "./settings-kinds.ts";
import { UnknownSettings } from "./unknown-settings.tsx";

export const settingsCrumbs = [{ label: "Settings", to: "/settings" }] as const;

/** The list of any kind that is set up under Settings. */
export function SettingsListPage() {
  const place = findSettingsKind(useParams({ strict: false }).path);
  if (place === undefined) return <UnknownSettings />;
  return (
    <KindListPage
      key={place.name}
      name={place.name}
      title={place.title}
      subtitle={place.subtitle}
      crumbs={settingsCrumbs}
      {...(place.shown !== undefined && { shown: place.shown })}
      {...(place.filters !== undefined && { filters: place.filters })}
      {...(place.views !== undefined && { views: place.views })}
      empty={<Empty title="There is none yet">{place.empty}</Empty>}
    />
  );
}
