/** One text for all the texts of one JSON document, whatever their white space and order of members. */
export function canonicalJson(text: string): string {
    try {
        return JSON.stringify(JSON.parse(text, sortMembers));
    } catch {
        return text;
    }
}

function sortMembers(_name: string, value: unknown): unknown {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return value;
    }
    return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
