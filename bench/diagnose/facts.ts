import { none, type BucketFacts, type Facts } from "../../operations/diagnose/facts";

function bucketFacts(name: string): BucketFacts {
    return {
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
    };
}

/** A pair of which nothing is known but its buckets, and a rule for all objects. */
export function factsOf(source: string): Facts {
    const destination = bucketFacts("copy");
    return {
        partition: "aws",
        source: {
            bucket: bucketFacts(source),
            keys: {},
            configuration: {
                value: {
                    Role: "",
                    Rules: [
                        {
                            ID: "all",
                            Priority: 0,
                            Status: "Enabled",
                            Filter: { Prefix: "" },
                            Destination: { Bucket: destination.arn },
                        },
                    ],
                },
            },
            role: none,
            monitoring: { alarms: none, targets: none },
        },
        destinations: [{ bucket: destination, keys: {}, configuration: none }],
        objectAnnotations: false,
        profiles: {},
    };
}
