import { objectsOf } from "../../../components/policies/document";
import type { Choices, KeySide } from "./choices";
import { bucketArn } from "./setting";
import { dnsSuffixOf, siteOf } from "./sites";

/** How a request is sent, as far as its context tells. The name tells all of it. */
export interface Circumstance {
    readonly name: string;
    readonly context: Readonly<Record<string, string>>;
}

export const overTls: Circumstance = { name: "over TLS", context: { "aws:SecureTransport": "true" } };
export const overPlainHttp: Circumstance = {
    name: "over plain HTTP",
    context: { "aws:SecureTransport": "false" },
};

export const viaService = "kms:ViaService";
export const encryptionContext = "kms:EncryptionContext:aws:s3:arn";

/** A concrete key, with slashes in it: the simulator takes a wildcard in a request as "some overlap". */
export function objectIn(bucket: string): string {
    return objectsOf(bucket).replace(/\*$/, "reports/2018/12/11.csv");
}

/** The ways in which a key of one side can be used. */
export interface KeyCircumstances {
    /** Amazon S3 in the key's region uses it for what the bucket's setting makes it say: the bucket, or an object. */
    readonly right: Circumstance;
    /** Somebody calls KMS without a service in between, and without an encryption context. */
    readonly directly: Circumstance;
    /** Every way in which one thing at least is wrong. */
    readonly wrong: readonly Circumstance[];
}

export function keyCircumstances(choices: Choices, side: KeySide): KeyCircumstances {
    const { partition } = choices;
    const { region, bucketArn: own } = siteOf(side, partition);
    const suffix = dnsSuffixOf(partition);
    const bucketKey = choices.keys?.[side] === "Bucket Key";
    const throughS3 = `s3.${region}.${suffix}`;
    const rightFor = bucketKey ? own : objectIn(own);

    const others = [
        ...(["source", "destination", "second destination"] as const)
            .map((other) => siteOf(other, partition).bucketArn)
            .filter((bucket) => bucket !== own),
        `${own}-2`,
        bucketArn(partition, "open-to-everyone"),
    ];
    const wrongFor = [
        bucketKey ? objectIn(own) : own,
        ...others.flatMap((bucket) => [bucket, objectIn(bucket)]),
        // Another bucket's object, whose key ends as the right context does.
        `${bucketArn(partition, "open-to-everyone")}/${rightFor}`,
        undefined,
    ];
    const wrongServices = [
        `s3.${siteOf(side === "source" ? "destination" : "source", partition).region}.${suffix}`,
        `ec2.${region}.${suffix}`,
        undefined,
    ];
    return {
        right: use(throughS3, rightFor),
        directly: use(undefined, undefined),
        wrong: [
            ...wrongFor.map((what) => use(throughS3, what)),
            ...wrongServices.flatMap((service) => [use(service, rightFor), use(service, undefined)]),
        ],
    };
}

function use(service: string | undefined, what: string | undefined): Circumstance {
    return {
        name: `${service ? `through ${service}` : "directly"} for ${what ?? "nothing in particular"}`,
        context: {
            ...overTls.context,
            ...(service !== undefined && { [viaService]: service }),
            ...(what !== undefined && { [encryptionContext]: what }),
        },
    };
}
