import type * as pulumi from "@pulumi/pulumi";
import { invokeFailure, isMissing } from "../validation/invokeError";
import { warn } from "../validation/warning";

/** An existing bucket by its name, and the component whose provider AWS is asked with. */
export interface ExistingBucket {
    readonly bucketName: string;
    readonly parent: pulumi.Resource;
}

/** Asks AWS what a bucket has. Any other failure is a warning. */
export async function lookUp<T extends object>(
    what: string,
    { bucketName, parent }: ExistingBucket,
    call: (args: { bucket: string }, opts: pulumi.InvokeOptions) => Promise<T>,
): Promise<T | "none" | "unknown"> {
    try {
        const found = await call({ bucket: bucketName }, { parent });
        // A provider whose configuration is not known yet answers nothing.
        return Object.keys(found).length === 0 ? "unknown" : found;
    } catch (error) {
        if (isMissing(error)) {
            return "none";
        }
        warn(
            "not-known",
            `Whether the bucket ${bucketName} has ${what} is not known: ${invokeFailure(error)}.`,
            parent,
        );
        return "unknown";
    }
}
