/** Marks up text. Only `element` below makes one, so whatever it holds is escaped. */
class EscapedMarkup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type Markup = EscapedMarkup;

/** What may stand inside an element. Text is escaped, `null` is nothing. */
export type Child = Markup | string | number | null | readonly Child[];

/** The values of attributes by name; `true` writes the bare name, `undefined` leaves it out. */
export type AttributeValues = Readonly<Record<string, string | number | true | undefined>>;

/** Which attributes each element may carry. What is not listed cannot be written. */
export type ElementRules = {
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** Attributes every element may carry. */
  readonly common: readonly string[];
  /** Elements that have no end tag. */
  readonly empty: readonly string[];
};

const ESCAPES: Readonly<Record<string, string>> = Object.freeze({
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
});

/** Addresses that may be linked: a path of this site, a place on this page, or a plain web address. */
const ADDRESS = /^(\/(?!\/)[\w./-]*|#[\w-]+|https?:\/\/[\w.-]+(\/[\w.~%/-]*)?)$/;
const ADDRESS_ATTRIBUTES: readonly string[] = Object.freeze(["href", "src"]);

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? "");
}

function writeChild(child: Child): string {
  if (child === null) return "";
  if (child instanceof EscapedMarkup) return child.toString();
  if (typeof child !== "object") return escapeText(String(child));
  if (!Array.isArray(child)) throw new RangeError("content that is neither text nor an element");
  return child.map(writeChild).join("");
}

function writeAttribute(name: string, value: string | number | true | undefined): string {
  if (value === undefined) return "";
  if (value === true) return ` ${name}`;
  if (ADDRESS_ATTRIBUTES.includes(name) && !ADDRESS.test(String(value))) {
    throw new RangeError(`an address that may not be linked in ${name}`);
  }
  return ` ${name}="${escapeText(String(value))}"`;
}

/**
 * One element with escaped text and escaped attributes. Throws RangeError for an element or attribute the rules do not
 * list, for an address that is neither of this site nor a plain web address, and for content in an empty element.
 */
export function element(
  rules: ElementRules,
  tag: string,
  {
    attributes,
    children,
  }: { readonly attributes: AttributeValues; readonly children: readonly Child[] },
): Markup {
  const allowed = Object.hasOwn(rules.attributes, tag) ? rules.attributes[tag] : undefined;
  if (allowed === undefined) throw new RangeError(`an element that may not be written: ${tag}`);
  const names = Object.keys(attributes);
  const wrong = names.find((name) => !allowed.includes(name) && !rules.common.includes(name));
  if (wrong !== undefined) throw new RangeError(`an attribute that ${tag} may not carry: ${wrong}`);

  const start = `<${tag}${names.map((name) => writeAttribute(name, attributes[name])).join("")}>`;
  if (!rules.empty.includes(tag))
    return new EscapedMarkup(`${start}${writeChild(children)}</${tag}>`);
  if (children.length > 0) throw new RangeError(`${tag} has no content`);
  return new EscapedMarkup(start);
}
