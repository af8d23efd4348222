import { type AttributeValues, type Child, element, type Markup } from "./markup.ts";

const COMMON = [
  "id",
  "class",
  "lang",
  "role",
  "aria-label",
  "aria-labelledby",
  "aria-current",
  "aria-hidden",
] as const;

const ATTRIBUTES = {
  html: [],
  head: [],
  meta: ["charset", "name", "content"],
  title: [],
  link: ["rel", "href", "type", "hreflang"],
  body: [],
  a: ["href", "hreflang", "rel"],
  header: [],
  nav: [],
  main: [],
  footer: [],
  aside: [],
  section: [],
  figure: [],
  figcaption: [],
  div: [],
  span: [],
  p: [],
  h1: [],
  h2: [],
  h3: [],
  ul: [],
  li: [],
  dl: [],
  dt: [],
  dd: [],
  b: [],
  small: [],
  strong: [],
  details: ["open"],
  summary: [],
  table: [],
  caption: [],
  thead: [],
  tbody: [],
  tfoot: [],
  tr: [],
  th: ["scope"],
  td: [],
} as const;

const RULES = Object.freeze({ attributes: ATTRIBUTES, common: COMMON, empty: ["meta", "link"] });

type Tag = keyof typeof ATTRIBUTES;
type AttributesOf<Name extends Tag> = Readonly<
  Partial<
    Record<(typeof ATTRIBUTES)[Name][number] | (typeof COMMON)[number], string | true | undefined>
  >
>;

/** One HTML element. Text and attributes are escaped; what is not in the list above cannot be written. */
export function h<Name extends Tag>(
  tag: Name,
  attributes: AttributesOf<Name>,
  ...children: readonly Child[]
): Markup {
  return element(RULES, tag, { attributes: attributes satisfies AttributeValues, children });
}

/** A whole HTML document as text. */
export function writeDocument(html: Markup): string {
  return `<!doctype html>\n${html.toString()}\n`;
}
