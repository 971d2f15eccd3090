import { lacksFields, matches, matchesArn, readPattern, type Reading } from "./pattern";
import { unclear, type Truth } from "./truth";

/**
 * Whether a text of Resource takes in a resource. A wildcard stays within its field of the ARN. At the end of a field it may
 * reach over a colon, which AWS says without saying how; and so is it with ARNs that lack fields.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function resourceMatch(text: string, resource: string, reading: Reading): Truth {
    if (text === "*") {
        return true;
    }
    const pattern = readPattern(text, reading);
    if (matches(pattern, resource) === false && !lacksFields(pattern, resource)) {
        return false;
    }
    const byField = matchesArn(pattern, resource);
    if (byField === true) {
        return true;
    }
    const widest = byField === "not an ARN" ? readPattern(`${text}*`, reading) : pattern;
    const atMost = matches(widest, resource);
    return atMost === true ? unclear(`Whether ${text} takes ${resource} is not documented`) : atMost;
}
