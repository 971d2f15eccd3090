import type * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import { destinationOf } from "../rules/rules";
import type { CheckedRule } from "../rules/schema";
import type { CheckedTarget } from "../target/target";
import type { Location } from "../location";

/** A source whose replication is watched, and what is made for that belongs to. */
export interface MonitoredSource {
    readonly name: string;
    readonly bucketName: pulumi.Output<string>;
    readonly where: pulumi.Output<Location>;
    readonly targets: ReadonlyMap<string, CheckedTarget>;
    readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    readonly opts: pulumi.CustomResourceOptions;
}

/** The destination of a rule. */
export function targetOf({ targets }: MonitoredSource, rule: CheckedRule): CheckedTarget {
    return destinationOf(targets, rule);
}

/** The dimensions of a rule's metrics. https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html */
export function dimensionsOf(source: MonitoredSource, rule: CheckedRule) {
    return {
        SourceBucket: source.bucketName,
        DestinationBucket: targetOf(source, rule).bucketArn.apply((arn) => arn.replace(/^.*:/, "")),
        RuleId: rule.id,
    };
}

/** What something of a bucket is called: a bucket's name may have dots, the names of most other things may not. */
export function nameAfter(bucketName: string, what: string): string {
    return `${bucketName.replaceAll(".", "_")}-${what}`;
}

/** A text as part of a resource's name, which AWS has shorter: of a longer one the beginning, and 9 characters more. */
export function shortened(text: string, longest: number): string {
    return text.length <= longest
        ? text
        : `${text.slice(0, longest)}-${createHash("sha256").update(text).digest("hex").slice(0, 8)}`;
}
