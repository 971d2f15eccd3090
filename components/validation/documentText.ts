import { argumentError, type ArgumentPlace } from "./check";
import { documentLimits } from "../policies/limits";

/** A document as AWS takes it, as text. One that is too long is an error here, and not half-way through an update. */
export function documentText(
    place: ArgumentPlace,
    kind: keyof typeof documentLimits,
    document: object,
    advice: string,
): string {
    const text = JSON.stringify(document);
    const bytes = Buffer.byteLength(text);
    if (bytes > documentLimits[kind]) {
        throw argumentError(
            { ...place, argument: `the ${kind} that ${place.argument} makes` },
            bytes,
            `up to ${documentLimits[kind]} bytes`,
            advice,
        );
    }
    return text;
}
