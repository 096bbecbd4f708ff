import type { Fault } from "./errors.ts";

/** What a template may name in double braces. */
export const templateFields = ["user.name", "user.email", "customer.name", "site.name", "ticket.id"] as const;
export type TemplateField = (typeof templateFields)[number];

const braces = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** What a template's texts name that nothing fills, each with its place. */
export function listTemplateFaults(texts: Readonly<Record<string, string>>): readonly Fault[] {
  return Object.entries(texts).flatMap(([at, text]) =>
    [...text.matchAll(braces)].flatMap(([whole, name = ""]) =>
      isTemplateField(name)
        ? []
        : [{ at, says: `${whole} is filled by nothing. There are ${templateFields.map((field) => `{{${field}}}`).join(", ")}` }],
    ),
  );
}

/** A text with its double braces filled; what has no value stays as it is. */
export function fillTemplateText(text: string, values: Partial<Readonly<Record<TemplateField, string>>>): string {
  return text.replaceAll(braces, (whole, name: string) => (isTemplateField(name) ? (values[name] ?? whole) : whole));
}

function isTemplateField(name: string): name is TemplateField {
  return templateFields.some((field) => field === name);
}
