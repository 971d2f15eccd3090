import type { ReplicationConfiguration, ReplicationRule } from "@aws-sdk/client-s3";
import type { Facts, Read } from "../../../../../operations/diagnose/facts";
import { none } from "../../../../../operations/diagnose/facts";

function side(name: string, accountId: string) {
    return {
        accountId,
        region: "eu-west-1",
        bucket: {
            name,
            arn: `arn:aws:s3:::${name}`,
            exists: { value: true },
            versioning: { value: "Enabled" },
            ownership: none,
            encryption: none,
            objectLock: none,
            policy: none,
            publicPolicy: none,
            payer: none,
            restrictsPublicPolicy: none,
        },
        keys: {},
    } as const;
}

/** A rule to the destination, for all objects unless it is said otherwise. */
export function rule(more: Partial<ReplicationRule> = {}): ReplicationRule {
    return {
        ID: "all",
        Priority: 1,
        Status: "Enabled",
        Filter: { Prefix: "" },
        Destination: { Bucket: "arn:aws:s3:::there" },
        ...more,
    };
}

/** A pair of which but the rules are known. */
export function factsWith(rules: readonly ReplicationRule[] | { readonly unread: string }): Facts {
    const configuration: Read<ReplicationConfiguration> =
        "unread" in rules ? rules : { value: { Role: "", Rules: [...rules] } };
    return {
        partition: "aws",
        source: {
            ...side("here", "111111111111"),
            configuration,
            role: none,
            monitoring: { alarms: none, targets: none },
        },
        destinations: [{ ...side("there", "222222222222"), configuration: none }],
        objectAnnotations: false,
        profiles: { source: "src", destination: "dst" },
    };
}
