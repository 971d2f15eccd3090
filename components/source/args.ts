import * as pulumi from "@pulumi/pulumi";
import {
    argumentError,
    checked,
    choice,
    isPending,
    isPlain,
    type Check,
    type Checked,
} from "../validation/check";
import { checkBucketSettings } from "../bucket/settings";
import { checkConfigurationSize } from "../rules/size";
import { checkMonitoring, isWatched } from "../monitoring/check";
import { checkPlainDestination } from "../target/plainDestination";
import { SourcePolicies } from "../policies/forms";
import { destinationsOf } from "../target/given";
import { checkReplicationRole } from "../replicationRole";
import { checkPlainOfRules, checkReplicationRules, useOf, type ReplicationRule } from "../rules/rules";
import type { ReplicationSourceArgs } from "../replicationSource";
import { checkKnownMembers } from "../target/schema";
import { demandArticle } from "./permissions";

/** The arguments of a source, checked by themselves and against one another as far as they are known, before anything is made. */
export function checkSource(component: string, args: ReplicationSourceArgs) {
    const at = (argument: keyof ReplicationSourceArgs) => ({ component, argument });
    const settings = checkBucketSettings(component, args);
    if (settings.existing && args.encryption?.createKmsKey) {
        throw argumentError(
            { component, argument: "encryption.createKmsKey" },
            true,
            "nothing where existingBucket is true",
            "Say by kmsKeyArn which key the bucket's objects are under.",
        );
    }
    if (args.encryption?.sourceBucketKey !== undefined) {
        throw argumentError(
            { component, argument: "encryption.sourceBucketKey" },
            args.encryption.sourceBucketKey,
            "nothing on a source, whose own bucketKey it is",
        );
    }
    const unmanagedPolicy = settings.existing !== undefined && settings.ownStatements === undefined;
    const role = checkReplicationRole(component, args);
    const documents = checked(at("policies"), args.policies, choice(SourcePolicies, SourcePolicies.Minimal));
    const destinations = destinationsOf(component, args);
    destinations.forEach(checkKnownMembers);
    const surroundings = {
        destinations: [...destinations.keys()],
        sourceKey: settings.encryption !== undefined,
    };
    const rulesOf: Check<unknown, readonly ReplicationRule[]> = (place, known) =>
        checkConfigurationSize(place, checkReplicationRules(place, known, surroundings));
    const plainRules = isPlain(args.rules) ? rulesOf(at("rules"), args.rules) : undefined;
    const partlyPlain =
        plainRules || isPending(args.rules) ? [] : checkPlainOfRules(at("rules"), args.rules, surroundings);
    const rules: Checked<readonly ReplicationRule[]> =
        plainRules ?? pulumi.output(args.rules).apply((known) => rulesOf(at("rules"), known));
    if (isPlain(args.policies)) {
        demandArticle(component, args.policies ?? SourcePolicies.Minimal, {
            destinations: destinations.size,
            key: settings.encryption !== undefined,
            objectLock: settings.objectLock,
            unmanagedPolicy,
        });
    }
    const monitoring = checkMonitoring(component, args.monitoring, {
        rules: plainRules,
        givenRules: args.rules,
        existingBucket: settings.existing !== undefined,
    });
    for (const [destination, given] of destinations) {
        checkPlainDestination(given, {
            objectLock: settings.objectLock,
            use: plainRules
                ? useOf(plainRules, destination)
                : { ...useOf(partlyPlain, destination), kmsEncryptedObjects: false },
            watched: isWatched(monitoring, destination),
        });
    }
    return { ...settings, unmanagedPolicy, role, documents, destinations, rules, monitoring };
}
