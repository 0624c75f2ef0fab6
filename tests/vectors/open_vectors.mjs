// A second reader of the vault's formats: opens every vector with Node's own cryptography, written from docs/formats.md
// alone. Prints `opened <n>` and ends with 0, or names the first vector that does not open and ends with 1.
import { createDecipheriv, createHash, createHmac, createPrivateKey, createPublicKey, diffieHellman, hkdfSync, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const vectors = JSON.parse(readFileSync(process.argv[2], "utf8"));
const hex = (text) => Buffer.from(text, "hex");
let opened = 0;

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object")
    return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
  return JSON.stringify(value);
}

function openGcm(key, nonce, rest, bound) {
  const decipher = createDecipheriv("aes-256-gcm", key, nonce);
  decipher.setAAD(bound);
  decipher.setAuthTag(rest.subarray(rest.length - 16));
  return Buffer.concat([decipher.update(rest.subarray(0, rest.length - 16)), decipher.final()]);
}

function must(name, condition) {
  if (!condition) {
    console.log(`does not open: ${name}`);
    process.exit(1);
  }
  opened += 1;
}

// Key wrap: 0x01 || root version (2) || key id (16) || nonce (12) || wrapped key || tag
const wrap = vectors.key_wrap;
const wrapped = hex(wrap.wrapped);
must("wrap header", wrapped[0] === 1 && wrapped.readUInt16BE(1) === wrap.root_version && wrapped.subarray(3, 19).equals(hex(wrap.key_id)));
const wrapBound = canonical(["kroost/v1/wrap", wrap.subject, wrap.domain, wrap.root_version, wrap.key_id]);
const key = openGcm(hex(wrap.root), wrapped.subarray(19, 31), wrapped.subarray(31), Buffer.from(wrapBound));
must("wrapped key", key.equals(hex(wrap.key)));

// Sealed record: 0x01 || key id (16) || nonce (12) || ciphertext || tag
const place = vectors.sealed_records;
for (const record of place.records) {
  const blob = hex(record.blob);
  const header = blob.subarray(0, 17);
  must("header", header[0] === 1 && header.subarray(1).equals(hex(wrap.key_id)));
  const bound = (revision, table) =>
    Buffer.concat([header, Buffer.from(canonical(["kroost/v1", table, place.partition, place.sort, place.domain, place.subject, revision]))]);
  const padded = openGcm(key, blob.subarray(17, 29), blob.subarray(29), bound(record.revision, place.table));
  const end = padded.lastIndexOf(0x80);
  must("padding", padded.length % place.padded_to === 0 && padded.subarray(end + 1).every((byte) => byte === 0));
  must("canonical", padded.subarray(0, end).toString() === record.canonical && canonical(record.record) === record.canonical);
  for (const [revision, table] of [[record.revision + 1, place.table], [record.revision, "people"]]) {
    let refused = false;
    try {
      openGcm(key, blob.subarray(17, 29), blob.subarray(29), bound(revision, table));
    } catch {
      refused = true;
    }
    must("refused elsewhere", refused);
  }
}

// Ledger entry: 0x01 || ephemeral public (32) || nonce (12) || ciphertext || tag
const entry = vectors.ledger_entry;
const x25519 = (tail, head) => ({ key: Buffer.concat([hex(head), tail]), format: "der" });
const holder = createPrivateKey({ ...x25519(hex(entry.audit_private), "302e020100300506032b656e04220420"), type: "pkcs8" });
const holderPublic = createPublicKey(holder).export({ type: "spki", format: "der" }).subarray(-32);
const sealed = hex(entry.sealed);
const ephemeral = sealed.subarray(1, 33);
const shared = diffieHellman({ privateKey: holder, publicKey: createPublicKey({ ...x25519(ephemeral, "302a300506032b656e032100"), type: "spki" }) });
const derived = Buffer.from(hkdfSync("sha256", shared, Buffer.concat([ephemeral, holderPublic]), "kroost/v1/audit", 32));
const content = openGcm(derived, sealed.subarray(33, 45), sealed.subarray(45), Buffer.from(canonical(["kroost/v1/ledger", entry.chain, entry.sequence])));
must("ledger part", content.equals(Buffer.concat([hex(entry.salt), Buffer.from(entry.part)])));
const sha = (...parts) => parts.reduce((digest, part) => digest.update(part), createHash("sha256")).digest();
const commitment = sha(hex(entry.salt), entry.part);
must("commitment", commitment.equals(hex(entry.commitment)));
const genesis = sha("kroost/v1/ledger", entry.chain);
must("hash", sha(Buffer.from([1]), genesis, canonical({ instant: entry.instant, sequence: entry.sequence }), commitment).equals(hex(entry.hash)));

const lookUp = vectors.look_up;
const digest = createHmac("sha256", hex(lookUp.key)).update(`${lookUp.audience}|${lookUp.kind}|${lookUp.value}`).digest("hex");
must("look-up", lookUp.row === `${lookUp.kind}#1#${digest}`);

const signature = vectors.signature;
const signer = createPublicKey({ key: Buffer.concat([hex("302a300506032b6570032100"), Buffer.from(signature.public_key, "base64url")]), format: "der", type: "spki" });
must("signature", verify(null, Buffer.from(canonical(signature.document)), signer, Buffer.from(signature.value, "base64url")));
console.log(`opened ${opened}`);
