import type { Properties } from "../answers";
import { ACCOUNT, REGION, type ByHand } from "../surroundings";

/**
 * One resource type's life: what each step of it is expected to give. What is said of `tags` goes for `tagsAll` too, which
 * is not written down.
 */
export interface Case {
    readonly type: string;
    /** A pattern where AWS makes it up. */
    readonly id: string | RegExp;
    /** What must be there before. */
    prepare(aws: ByHand): Promise<void>;
    readonly inputs: Properties;
    /** What a check adds to the inputs. */
    readonly defaults: Properties;
    /** What the outputs hold beside the inputs, defaults included. */
    readonly outputs: Properties;
    /** Outputs that are another each time; they must be texts that are not empty. */
    readonly volatile: readonly string[];
    /** What a preview gives beside the inputs, unknown values included. */
    readonly previewed: Properties;
    /** Changed behind the plug-in's back, and the paths at which the diff then finds it. */
    drift(aws: ByHand): Promise<void>;
    readonly drifted: Record<string, string>;
    /** Inputs that change in place, and what AWS holds then. */
    readonly update: Properties;
    readonly updated: Record<string, string>;
    seen(aws: ByHand): Promise<unknown>;
    readonly sees: unknown;
    /** Where AWS gives the updated resource another form than a preview shows, the form that it gives. */
    readonly settled?: Properties;
    /** Inputs that make it another resource. */
    readonly replacement: Properties;
    readonly replaced: Record<string, string>;
    /** Inputs that an import finds beside those of the update; undefined: not found. */
    readonly imported: Properties;
    /** What the first update after an import still shows, since AWS does not hold it. */
    readonly addedAfterImport?: Record<string, string>;
    /** True where AWS holds nothing of it any more. */
    gone(aws: ByHand): Promise<boolean>;
}

export const BUCKET = "plugin-cases";
export const bucketExists = async ({ s3 }: ByHand) => {
    await s3.createBucket({ Bucket: BUCKET, CreateBucketConfiguration: { LocationConstraint: REGION } });
};
export const roleExists = async ({ iam }: ByHand) => {
    await iam.createRole({ RoleName: "cases", AssumeRolePolicyDocument: trust("s3.amazonaws.com") });
};

/** Lets S3 use what the policy belongs to: a topic, a queue. */
export function openToS3(...actions: string[]): string {
    const Statement = [
        {
            Sid: "S3",
            Effect: "Allow",
            Principal: { Service: "s3.amazonaws.com" },
            Action: actions,
            Resource: "*",
        },
    ];
    return JSON.stringify({ Version: "2012-10-17", Statement });
}

export function trust(service: string): string {
    const Statement = [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }];
    return JSON.stringify({ Version: "2012-10-17", Statement });
}

export function readers(...actions: string[]): string {
    const Resource = `arn:aws:s3:::${BUCKET}/*`;
    const Statement = [{ Sid: "Read", Effect: "Allow", Action: actions, Resource }];
    return JSON.stringify({ Version: "2012-10-17", Statement });
}

export function bucketPolicy(...actions: string[]): string {
    const Principal = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
    const Statement = [
        { Sid: "Read", Effect: "Allow", Principal, Action: actions, Resource: `arn:aws:s3:::${BUCKET}/*` },
    ];
    return JSON.stringify({ Version: "2012-10-17", Statement });
}

export async function refused(call: Promise<unknown>, ...names: string[]): Promise<boolean> {
    try {
        await call;
        return false;
    } catch (error) {
        if (error instanceof Error && names.includes(error.name)) {
            return true;
        }
        throw error;
    }
}
