import { api, type Requirement } from "./requirement";

/** Control characters, halves of characters, and two that Unicode has set aside. */
const notInXml = /[\u{0}-\u{8}\u{B}\u{C}\u{E}-\u{1F}\u{D800}-\u{DFFF}\u{FFFE}\u{FFFF}]/u;

/** What AWS asks of the rules of one configuration together. */
export const requirementsOfTheList: readonly Requirement[] = [
    {
        name: "1 to 1,000 rules",
        page: api("ReplicationConfiguration"),
        broken: (rules) => rules.length < 1 || rules.length > 1000,
    },
    {
        name: "up to 2 MB",
        page: api("PutBucketReplication"),
        broken: (_, { body }) => Buffer.byteLength(body) > 2 * 1024 * 1024,
    },
    {
        name: "an id for each rule alone",
        page: api("ReplicationRule"),
        broken: (rules) => repeated(rules.map(({ id }) => id)),
    },
    {
        name: "a priority for each rule alone",
        page: api("ReplicationRule"),
        broken: (rules) => repeated(rules.map(({ priority }) => priority)),
    },
    {
        // Amazon S3 answers MalformedXML to others.
        name: "characters that XML has",
        page: "https://www.w3.org/TR/xml/#charsets",
        broken: (_, { body }) => notInXml.test(body),
    },
];

function repeated(values: readonly unknown[]): boolean {
    const given = values.filter((value) => value !== undefined);
    return new Set(given).size < given.length;
}
