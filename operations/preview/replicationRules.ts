import { runtime } from "@pulumi/pulumi";
import { hidden, isSecret } from "./valueChanges";

/** Where a rule replicates to, as far as it is known. */
export interface Destination {
    /** The ARN of the bucket. */
    readonly bucket?: string;
    readonly account?: string;
}

/** A rule of a replication configuration, as a preview shows it. */
export interface Rule {
    readonly id: string | undefined;
    readonly destination: Destination;
    /** Whether the destination is shown as it is. */
    readonly told: boolean;
}

/** The rules in a configuration's inputs. Rules that are hidden as a whole are as one of which nothing is told. */
export function rulesOf({ rules }: Readonly<Record<string, unknown>>): readonly Rule[] {
    if (!isTold(rules)) {
        return [ruleOf(rules)];
    }
    const listed: readonly unknown[] = Array.isArray(rules) ? rules : [];
    return listed.map(ruleOf);
}

function ruleOf(rule: unknown): Rule {
    const [id, destination] = [member(rule, "id"), member(rule, "destination")];
    const [bucket, account] = [member(destination, "bucket"), member(destination, "account")];
    return {
        id: isTold(id) ? text(id) : undefined,
        destination: { bucket: text(bucket), account: text(account) },
        told: isTold(bucket) && isTold(account),
    };
}

/** Whether a value is neither secret nor one that only the deployment can tell, nor a text or document with such in it. */
export function isTold(value: unknown): boolean {
    return typeof value === "string"
        ? !value.includes(runtime.unknownValue) && !value.includes(hidden)
        : !isSecret(value);
}

/** A member of a value. Nothing is told of the members of what is not told. */
function member(of: unknown, name: string): unknown {
    if (!isTold(of)) {
        return of;
    }
    return typeof of === "object" && of !== null ? Reflect.get(of, name) : undefined;
}

function text(value: unknown): string | undefined {
    if (isSecret(value)) {
        return hidden;
    }
    return typeof value !== "string" || value === runtime.unknownValue ? undefined : value;
}
