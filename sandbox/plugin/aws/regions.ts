export interface RegionFacts {
    readonly partition: string;
    readonly dnsSuffix: string;
    readonly description: string;
}

/** From the SDK's own table; a region newer than the table is judged by its name's first part, as the SDK does. */
export async function factsOf(region: string): Promise<RegionFacts> {
    const { partition } = await import("@aws-sdk/core/client");
    const found = partition(region);
    // The table's descriptions are part of the answer, though not of its type.
    const description: unknown = "description" in found ? found.description : undefined;
    return {
        partition: found.name,
        dnsSuffix: found.dnsSuffix,
        description: typeof description === "string" ? description : region,
    };
}
