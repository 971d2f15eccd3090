import type * as pulumi from "@pulumi/pulumi";
import { inform } from "../validation/warning";
import type { CheckedDestination } from "./args";

/** Says at preview which policy somebody else has to change. Replication fails until that is done. */
export function logManagedElsewhere(
    { bucket: { existing, userStatements, encryption } }: CheckedDestination,
    component: pulumi.Resource,
): void {
    const elsewhere = [
        existing && !userStatements && (["bucket", existing.lookUp, "bucketPolicyStatements"] as const),
        encryption?.kmsKeyArn && (["key", encryption.kmsKeyArn, "keyPolicyStatements"] as const),
    ];
    for (const [what, which, output] of elsewhere.filter((each) => !!each)) {
        const named = typeof which === "string" ? `${what} ${which}` : what;
        inform(
            "policy-elsewhere",
            `The policy of the ${named} is not managed here. It has to hold the statements of the output ${output}, or ` +
                "replication fails.",
            component,
        );
    }
}
