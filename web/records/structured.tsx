import type { ComponentType } from "react";
import { AssetValuesEditor, AssetValuesView } from "./structured/asset-values.tsx";
import { HolidaysEditor, HolidaysView } from "./structured/holidays.tsx";
import { InvoiceLinesEditor, InvoiceLinesView } from "./structured/invoice-lines.tsx";
import { RightsEditor, RightsView } from "./structured/rights.tsx";
import { SlaTargetsEditor, SlaTargetsView } from "./structured/sla-targets.tsx";
import type { EditorProps, ViewProps } from "./structured/structured-props.ts";
import { TypeFieldsEditor, TypeFieldsView } from "./structured/type-fields.tsx";
import { WeekEditor, WeekView } from "./structured/week.tsx";

interface Shape {
  readonly Editor: ComponentType<EditorProps>;
  readonly View: ComponentType<ViewProps>;
}

/** How a value with a shape of its own is edited and shown; null where there is no other way than through the API. */
export function structuredOf(kind: string, field: string): Shape | null {
  switch (`${kind}.${field}`) {
    case "agentRole.rights":
      return { Editor: RightsEditor, View: RightsView };
    case "assetType.fields":
      return { Editor: TypeFieldsEditor, View: TypeFieldsView };
    case "asset.values":
      return { Editor: AssetValuesEditor, View: AssetValuesView };
    case "workingHours.week":
      return { Editor: WeekEditor, View: WeekView };
    case "workingHours.holidays":
      return { Editor: HolidaysEditor, View: HolidaysView };
    case "sla.targets":
      return { Editor: SlaTargetsEditor, View: SlaTargetsView };
    case "recurringInvoice.lines":
      return { Editor: InvoiceLinesEditor, View: InvoiceLinesView };
    default:
      return null;
  }
}
