import { ofDestination, ofSource, type ComponentCase } from "./componentCase";
import { accountIds, ruleMembers, bucketNames, resourceTags, tags } from "./phrases";

const circular: Record<string, unknown> = {};
circular.itself = circular;
const circularList: unknown[] = [];
circularList.push(circularList);
const got = "is a value that has no JSON";

/** Values that no JSON can show. As an output Pulumi itself does not take what holds itself. */
export const circularCases: readonly ComponentCase[] = [
    { source: { tags: circular }, message: ofSource(`tags.itself ${got}; allowed: ${resourceTags}.`) },
    {
        source: { tags: { team: { id: 1n } } },
        message: ofSource(`tags.team ${got}; allowed: ${resourceTags}.`),
    },
    { source: { rules: circularList }, message: ofSource(`rules[0] ${got}; allowed: ${ruleMembers}.`) },
    { source: { rules: [circular] }, message: ofSource(`rules[0].itself ${got}; allowed: ${ruleMembers}.`) },
    {
        source: { rules: [{ tags: circular }] },
        message: ofSource(`rules[0].tags.itself ${got}; allowed: ${tags}.`),
    },
    { source: { bucketName: circular }, message: ofSource(`bucketName ${got}; allowed: ${bucketNames}.`) },
    {
        destination: { sourceAccountId: circular },
        message: ofDestination(`sourceAccountId ${got}; allowed: ${accountIds}.`),
    },
];
