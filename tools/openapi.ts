import {
  ERRORS,
  foundingRoutes,
  keyRoutes,
  publicRoutes,
  type Route,
  reporterRoutes,
  sharingRoutes,
  staffRoutes,
} from "../packages/contract/src/index.ts";
import { writeOrCheck } from "./generated.ts";

export const OPENAPI_PAGE = "docs/openapi.json";

const GROUPS = {
  public: publicRoutes,
  reporter: reporterRoutes,
  staff: { ...staffRoutes, ...keyRoutes, ...sharingRoutes },
  founding: foundingRoutes,
} as const;

const TAGS = [
  { name: "public", description: "Public origin, for everyone." },
  {
    name: "reporter",
    description:
      "Public origin, for reporters. No cookies; who holds a receipt proves it in the body.",
  },
  { name: "staff", description: "Staff origin, for members with a session." },
  {
    name: "founding",
    description: "Open only until the institution exists, to the holder of the one-time token.",
  },
] as const;

/** Staff doors that come before a session. */
const WITHOUT_SESSION = new Set(["signInStart", "signInFinish", "paperStart", "paperFinish"]);

type Words = Record<string, unknown>;
const plain = (schema: unknown): Words => JSON.parse(JSON.stringify(schema)) as Words; // TypeBox schemas are JSON objects with hidden marks

/** The whole contract as an OpenAPI 3.1 document. */
export function describeApi(): Words {
  const paths: Record<string, Words> = {};
  for (const [tag, routes] of Object.entries(GROUPS)) {
    for (const [name, route] of Object.entries<Route>(routes)) {
      const path = route.path.replace(/:([a-zA-Z]+)/gu, "{$1}");
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(tag, name, route) };
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Bijak",
      version: "0.1.0",
      license: { name: "AGPL-3.0-or-later", identifier: "AGPL-3.0-or-later" },
      description:
        "The doors of a Bijak server. Everything readable in a report is sealed before it comes here.",
    },
    tags: TAGS,
    paths,
    components: {
      responses: {
        refusal: {
          description: "A refusal, see docs/errors.md.",
          content: { "application/json": { schema: REFUSAL } },
        },
      },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "__Host-bijak" },
        upload: { type: "http", scheme: "bearer", description: "The token of one file's upload." },
        founding: { type: "http", scheme: "bearer", description: "The one-time founding token." },
      },
    },
  };
}

const REFUSAL = {
  type: "object",
  additionalProperties: false,
  required: ["code", "sentence"],
  properties: { code: { enum: Object.keys(ERRORS) }, sentence: { type: "string" } },
};

function operation(tag: string, name: string, route: Route): Words {
  return {
    operationId: `${tag}-${name}`,
    tags: [tag],
    summary: route.sentence,
    ...securityOf(tag, name),
    ...parametersOf(route),
    ...(route.body === undefined
      ? {}
      : { requestBody: { required: true, content: contentOf(route.body) } }),
    responses: {
      ...(route.reply === "none"
        ? { 204: { description: "Done." } }
        : { 200: { description: "Done.", content: contentOf(route.reply) } }),
      default: { $ref: "#/components/responses/refusal" },
    },
  };
}

function securityOf(tag: string, name: string): Words {
  if (tag === "staff") return WITHOUT_SESSION.has(name) ? {} : { security: [{ session: [] }] };
  if (tag === "founding") return { security: [{ founding: [] }] };
  return name === "part" ? { security: [{ upload: [] }] } : {};
}

const contentOf = (body: object | "bytes"): Words =>
  body === "bytes"
    ? { "application/octet-stream": { schema: {} } }
    : { "application/json": { schema: plain(body) } };

function parametersOf(route: Route): Words {
  const parameters = [...fieldsOf("path", route.params), ...fieldsOf("query", route.query)];
  return parameters.length === 0 ? {} : { parameters };
}

function fieldsOf(place: "path" | "query", schema: Route["params"]): Words[] {
  if (schema === undefined) return [];
  const { properties, required = [] } = plain(schema) as {
    properties: Record<string, Words>;
    required?: string[];
  }; // params and queries of the contract are objects
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: field,
  }));
}

/** The document as the file that is kept. */
export const renderApi = (): string => `${JSON.stringify(describeApi(), null, 2)}\n`;

if (import.meta.main) writeOrCheck(OPENAPI_PAGE, renderApi());
