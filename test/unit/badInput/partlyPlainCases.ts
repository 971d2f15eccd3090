import * as pulumi from "@pulumi/pulumi";
import { ofDestination, ofSource, type ComponentCase } from "./componentCase";
import { ids, lists, noMarkersByTags, priorities, resourceTags, ruleMembers, tags } from "./phrases";
import { ruleCases } from "./ruleCases";

const unknown = pulumi.output("of another resource");
const rules = (given: readonly unknown[], message: string): ComponentCase => ({
    source: { rules: given },
    message: ofSource(message),
});

const isRule = (value: unknown): value is object =>
    typeof value === "object" && value !== null && !Array.isArray(value);

/** The same with an output in each rule, which is no reason to wait with what is plain. */
function besideAnOutput({ source, message }: { source: { rules?: unknown }; message: string }) {
    const { rules: given } = source;
    const member = message.includes(".prefix is ") ? "storageClass" : "prefix";
    return Array.isArray(given) && message.includes(": rules[")
        ? [
              rules(
                  given.map((rule: unknown) => (isRule(rule) ? { [member]: unknown, ...rule } : rule)),
                  message.replace(ofSource(""), ""),
              ),
          ]
        : [];
}

const twice = (member: string, value: unknown) =>
    `rules[2].${member} is ${JSON.stringify(value)}; allowed: a value that no other rule has; rules[0] has it.`;

/** Plain values that are wrong beside outputs, in one list or one object. */
export const partlyPlainCases: readonly ComponentCase[] = [
    ...ruleCases.flatMap((example) => ("source" in example ? besideAnOutput(example) : [])),
    ...[unknown, Promise.resolve("of another resource")].flatMap((later) => [
        rules([{ id: later, priority: -1 }], `rules[0].priority is -1; allowed: ${priorities}.`),
        rules([later, { id: 1, priority: later }], `rules[1].id is 1; allowed: ${ids}.`),
        rules([{ id: "a", priority: 1 }, later, { id: "a", priority: later }], twice("id", "a")),
        rules(
            [
                { id: later, priority: 3 },
                { id: "b", priority: later },
                { id: later, priority: 3 },
            ],
            twice("priority", 3),
        ),
        rules([{ id: later, priority: 1 }, { priority: 2 }], `rules[1].id is missing; allowed: ${ids}.`),
        rules(
            [{ id: "a", priority: later }, { id: "b" }],
            `rules[1].priority is missing; allowed: ${priorities}.`,
        ),
        rules([{ tags: { "aws:x": "1", b: later } }], `rules[0].tags.aws:x is "aws:x"; allowed: ${tags}.`),
        rules([{ tags: { b: later, c: "*" } }], `rules[0].tags.c is "*"; allowed: ${tags}.`),
        rules([{ tags: { "b*": later } }], `rules[0].tags.b* is "b*"; allowed: ${tags}.`),
        rules(
            [{ tags: { team: later }, deleteMarkerReplication: true }],
            `rules[0].deleteMarkerReplication is true; allowed: ${noMarkersByTags}.`,
        ),
        rules([{ deleteMarkers: later }], `rules[0].deleteMarkers is an output; allowed: ${ruleMembers}.`),
        rules(
            [later, ...Array<object>(1000).fill({})],
            `rules is a list of 3013 characters; allowed: ${lists}.`,
        ),
        rules(
            [{ prefix: later, replicaModificationSync: true }],
            "destination.replicaModificationSync is missing; allowed: true, since a rule syncs modifications of replicas. It " +
                "takes rules on both buckets: say so at the destination too, which replicates back to this source, or turn it " +
                "off here.",
        ),
        {
            source: { rules: later, objectLock: true },
            message: ofSource(
                "destination.objectLock is missing; allowed: true, since the source has Object Lock. Objects with a retention " +
                    "fail to replicate to a bucket without Object Lock. Turn it on at the destination, which has to be versioned: " +
                    "aws s3api put-object-lock-configuration --bucket replicas --object-lock-configuration " +
                    "ObjectLockEnabled=Enabled; then say objectLock: true there.",
            ),
        },
        {
            source: { tags: { stage: later, "aws:team": "sre" } },
            message: ofSource(`tags.aws:team is "aws:team"; allowed: ${resourceTags}.`),
        },
        {
            destination: { tags: { stage: later, team: "a,b" } },
            message: ofDestination(`tags.team is "a,b"; allowed: ${resourceTags}.`),
        },
    ]),
];
