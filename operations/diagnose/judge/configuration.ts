import { rulesTo } from "../../replicationRules";
import { valueOf, type DestinationFacts, type Facts } from "../facts";
import type { Diagnosed } from "../finding";
import type { Mendable } from "./changes";
import { addingRuleTo, correcting, putConfiguration, ruleTo } from "./correction";
import { configurationOf, notRead, ofRules, ruleNames } from "./deployed";
import { judgeRules } from "./rules";

/** What the source's replication configuration says, and whether any rule goes to the destinations. */
export function judgeConfiguration(facts: Facts): readonly Mendable[] {
    const { source, destinations } = facts;
    const { configuration, bucket } = source;
    if ("none" in bucket.exists) {
        return [];
    }
    if ("none" in configuration) {
        return [configurationMissing(facts)];
    }
    const where = configurationOf(source);
    return [
        ...notRead(
            configuration,
            source,
            { side: "source", where },
            `What the bucket ${bucket.name} replicates`,
        ),
        ...("value" in configuration
            ? [
                  ...destinations.flatMap((destination) => judgeRulesTo(facts, destination)),
                  ...otherDestinations(facts),
              ]
            : []),
    ];
}

function configurationMissing(facts: Facts): Diagnosed {
    const { source, intendedRoleArn: Role } = facts;
    const destinations = facts.destinations.filter((each) => !isItself(facts, each));
    const Rules = destinations.map((each, index) => ruleTo(facts, each, destinations.length - index));
    const needs = Role === undefined ? "a role and a rule" : `the role ${Role} and a rule`;
    return {
        id: "configuration-missing",
        severity: "wrong",
        side: "source",
        where: configurationOf(source),
        subject: "configuration",
        message:
            `The bucket ${source.bucket.name} has no replication configuration, so nothing is replicated. ` +
            `It needs one, with ${needs} to ${arnsOf(destinations) || "a destination"}.`,
        fix: Role === undefined || Rules.length === 0 ? "" : putConfiguration(facts, { Role, Rules }),
    };
}

function arnsOf(destinations: readonly DestinationFacts[]): string {
    return destinations.map(({ bucket }) => bucket.arn).join(" and ");
}

/** A source that is named as its own destination. No rule goes there, and none may. */
function isItself({ source }: Facts, { bucket }: DestinationFacts): boolean {
    return bucket.arn === source.bucket.arn;
}

function judgeRulesTo(facts: Facts, destination: DestinationFacts): readonly Mendable[] {
    const { name, arn } = destination.bucket;
    const rules = rulesTo(valueOf(facts.source.configuration), arn);
    const paused = rules.filter(({ Status }) => Status !== "Enabled");
    const ofConfiguration = { side: "source", subject: "configuration" } as const;
    if (rules.length === 0) {
        const others = otherArns(facts, [destination]);
        return [
            {
                id: "no-rule-to-destination",
                severity: "wrong",
                ...ofConfiguration,
                where: configurationOf(facts.source),
                message:
                    `No rule goes to ${arn}: the rules go to ${others.join(" and ") || "no bucket"}. ` +
                    (isItself(facts, destination)
                        ? "It is the source itself, which S3 replicates to other buckets alone: name the destination."
                        : "Add a rule, or name the destination that they go to."),
                fix: "",
                ...(!isItself(facts, destination) && { correction: addingRuleTo(facts, destination) }),
            },
        ];
    }
    if (paused.length === 0) {
        return judgeRules(facts, destination);
    }
    const all = paused.length === rules.length;
    const is = paused.length === 1 ? "is" : "are";
    const consequence = all
        ? `No rule to the bucket ${name} is enabled, so nothing new is replicated there.`
        : "Objects that no other rule selects are not replicated.";
    return [
        {
            id: all ? "rules-paused" : "rule-paused",
            severity: all ? "wrong" : "suspect",
            ...ofConfiguration,
            where: ofRules(facts, paused),
            message: `${ruleNames(paused)} ${is} paused: the Status is Disabled, not Enabled. ${consequence}`,
            fix: "",
            correction: correcting(facts, paused, (rule) => ({ ...rule, Status: "Enabled" })),
        },
        ...judgeRules(facts, destination),
    ];
}

/** The buckets that rules go to, without these. */
function otherArns({ source }: Facts, without: readonly DestinationFacts[]): readonly string[] {
    const arns = (valueOf(source.configuration)?.Rules ?? []).flatMap(
        ({ Destination }) => Destination?.Bucket ?? [],
    );
    return [...new Set(arns)].filter((arn) => without.every(({ bucket }) => bucket.arn !== arn));
}

function otherDestinations(facts: Facts): readonly Diagnosed[] {
    const others = otherArns(facts, facts.destinations);
    return others.length === 0
        ? []
        : [
              {
                  id: "other-destinations",
                  severity: "ok",
                  side: "source",
                  where: configurationOf(facts.source),
                  message: `Rules to ${others.join(" and ")} were not looked at. Diagnose each destination by itself.`,
                  fix: "",
              },
          ];
}
