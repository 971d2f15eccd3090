import type * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import { destinationOf } from "../rules/rules";
import type { CheckedRule } from "../rules/schema";
import type { CheckedTarget } from "../target/target";
import type { Location } from "../location";
import type { CheckedTags } from "../validation/tags";

/** A source whose replication is watched, and what the resources for that share. */
export interface MonitoredSource {
    readonly name: string;
    readonly bucketName: pulumi.Output<string>;
    readonly where: pulumi.Output<Location>;
    readonly targets: ReadonlyMap<string, CheckedTarget>;
    readonly tags?: CheckedTags;
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

/** The name of something that belongs to a bucket. Most names cannot have the dots that a bucket's name may have. */
export function nameAfter(bucketName: string, what: string): string {
    return `${bucketName.replaceAll(".", "_")}-${what}`;
}

/** A text as part of a resource's name, whose length AWS limits: the beginning of a longer text, and 9 characters of a hash. */
export function shortened(text: string, longest: number): string {
    return text.length <= longest
        ? text
        : `${text.slice(0, longest)}-${createHash("sha256").update(text).digest("hex").slice(0, 8)}`;
}
