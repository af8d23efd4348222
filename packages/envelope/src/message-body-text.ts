import { ensure } from "./errors.ts";
import {
  isBody,
  type FileEntry,
  type IdentityNotice,
  type MessageBody,
  type StateChange,
} from "./message-body.ts";
import { parseJson, withoutHidden } from "./words.ts";

const MAX_NAME_CHARACTERS = 255;

/** The body on one line. Throws `message-malformed` for one that could not be read again. */
export function writeBody(body: MessageBody): string {
  const line = JSON.stringify(bodyOf(body));
  parseBody(line);
  return line;
}

/**
 * Reads a body. Throws `message-malformed` for unknown, missing or doubled fields. Invisible characters in file
 * names, with which a name could pretend another ending, become U+FFFD.
 */
export function parseBody(line: string): MessageBody {
  const value = parseJson(line);
  ensure(isBody(value), "message-malformed");
  const body = bodyOf(value);
  ensure(JSON.stringify(value) === line && isSameShape(value, body), "message-malformed");
  return body;
}

/** Exactly the known fields, in one order. */
function bodyOf(body: MessageBody): MessageBody {
  const { kind, text, files, answers, state, identity, cardHash } = body;
  return Object.freeze({
    kind,
    text,
    files: Object.freeze(files.map(fileOf)),
    ...(answers === undefined ? {} : { answers: Object.freeze({ ...answers }) }),
    ...(state === undefined ? {} : { state: stateOf(state) }),
    ...(identity === undefined ? {} : { identity: identityOf(identity) }),
    ...(cardHash === undefined ? {} : { cardHash }),
  });
}

const fileOf = ({ id, name, type, sizeBytes, parts }: FileEntry): FileEntry =>
  Object.freeze({
    id,
    name: Array.from(withoutHidden(name)).slice(0, MAX_NAME_CHARACTERS).join(""),
    type,
    sizeBytes,
    parts: Object.freeze([...parts]),
  });

const stateOf = ({ code, outcome, promisedOn, since, unit }: StateChange): StateChange =>
  Object.freeze({
    code,
    ...(outcome === undefined ? {} : { outcome }),
    ...(promisedOn === undefined ? {} : { promisedOn }),
    since,
    ...(unit === undefined ? {} : { unit }),
  });

const identityOf = ({ k, shares, file }: IdentityNotice): IdentityNotice =>
  Object.freeze({
    k,
    shares: Object.freeze(
      shares.map(({ custodian, sha256 }) => Object.freeze({ custodian, sha256 })),
    ),
    file,
  });

/** Equal but for file names, which reading cleans. */
const isSameShape = (came: MessageBody, known: MessageBody): boolean =>
  JSON.stringify({ ...known, files: known.files.map((file) => ({ ...file, name: "" })) }) ===
  JSON.stringify({ ...came, files: came.files.map((file) => ({ ...file, name: "" })) });
