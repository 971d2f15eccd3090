import { argumentError, type ArgumentPlace } from "./arguments";
import { documentLimits, withinLimit, type LimitedDocument } from "./policies/limits";

/** A document as AWS takes it, as text. One that is too long is an error here, and not half-way through an update. */
export function documentText(
    place: ArgumentPlace,
    kind: LimitedDocument,
    document: object,
    advice: string,
): string {
    const result = withinLimit(kind, document);
    if ("text" in result) {
        return result.text;
    }
    throw argumentError(
        { ...place, argument: `the ${kind} that ${place.argument} makes` },
        result.bytes,
        `up to ${documentLimits[kind]} bytes`,
        advice,
    );
}
