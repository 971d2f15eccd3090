import type { Side } from "../../../aws/side";
import type { Facts, ManagedResource, Read } from "../../facts";
import type { Diagnosed } from "../../finding";
import { statementDifferences } from "./statements";

/** A resource of a stack, compared with what there is. */
export interface Comparison extends Required<Pick<Diagnosed, "side" | "where" | "leg" | "subject">> {
    readonly inputs: ManagedResource["inputs"];
    /** In what it differs; empty where it does not. */
    readonly differences: readonly string[];
    /** Whether any of them stops replication, or turns it elsewhere. */
    readonly stops: boolean;
}

/** The resources of a side's stack of a type, with this value at a member. */
export function managed(
    facts: Facts,
    side: Side,
    type: string,
    isIt: (resource: ManagedResource) => boolean,
): readonly ManagedResource[] {
    const resources = facts.stacks?.[side]?.resources ?? [];
    return resources.filter((each) => each.type === type && isIt(each));
}

const gone = ["it is missing"];

/** What differs of something that was read; undefined where it was not told, or is not understood. */
export function compared<T>(
    read: Read<T>,
    compare: (value: T) => readonly string[] | undefined,
    missing: readonly string[] = gone,
): readonly string[] | undefined {
    if ("unread" in read) {
        return undefined;
    }
    return "none" in read ? missing : compare(read.value);
}

/** What differs of a document. */
export function document(read: Read<unknown>, deployed: unknown): readonly string[] | undefined {
    return typeof deployed === "string"
        ? compared(read, (got) => statementDifferences(got, deployed))
        : undefined;
}
