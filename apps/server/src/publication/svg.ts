import { type AttributeValues, type Child, element, type Markup } from "./markup.ts";

const COMMON = ["id", "class", "role", "aria-hidden", "aria-labelledby"] as const;

const ATTRIBUTES = {
  svg: ["width", "height", "viewBox"],
  title: [],
  desc: [],
  path: ["d"],
  text: ["x", "y", "dx"],
  rect: ["x", "y", "width", "height"],
  line: ["x1", "x2", "y1", "y2"],
} as const;

const RULES = Object.freeze({ attributes: ATTRIBUTES, common: COMMON, empty: [] });

type Tag = keyof typeof ATTRIBUTES;
type AttributesOf<Name extends Tag> = Readonly<
  Partial<Record<(typeof ATTRIBUTES)[Name][number] | (typeof COMMON)[number], string | number>>
>;

/** One SVG element for use inside a page. Text and attributes are escaped; no style, no script, no reference. */
export function svg<Name extends Tag>(
  tag: Name,
  attributes: AttributesOf<Name>,
  ...children: readonly Child[]
): Markup {
  return element(RULES, tag, { attributes: attributes satisfies AttributeValues, children });
}
