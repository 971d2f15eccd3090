import { grantingPatterns, matchingPatterns, type KnownActions } from "./patterns";
import { needsOf, unjudged } from "./needs";
import type { Grants, PeerDocument } from "./peer";
import { opened, placesOf, type Place, type PlaceName } from "./places";
import type { ComparedScenario } from "./scenario";
import { isAllowed, others, replicationRoleWith, unboundRole, type Caller } from "./simulation";

/** What a simulation of a peer's documents shows. */
export interface Verdict {
    /** Needed requests that are refused, with whose document does not allow them. */
    readonly missing: readonly string[];
    /** Requests that nobody needs and that are allowed, by the entries of Action elements that allow them. */
    readonly tooWide: readonly string[];
}

export function judge(grants: Grants, scenario: ComparedScenario, known: KnownActions): Verdict {
    const places = placesOf(grants, scenario);
    return {
        missing: missing(grants, scenario, places),
        tooWide: tooWide(grants, scenario, places, known),
    };
}

function missing(grants: Grants, scenario: ComparedScenario, places: readonly Place[]): readonly string[] {
    const role = replicationRoleWith(grants.role);
    return needsOf(scenario).flatMap((need) => {
        const place = placeOf(need.at, places);
        const allowed = (caller: Caller, at: Place) =>
            isAllowed(caller, need.action, at) || (need.or !== undefined && isAllowed(caller, need.or, at));
        if (allowed(role, place)) {
            return [];
        }
        const lacking = [
            ...(allowed(role, opened(place)) ? [] : ["the role"]),
            ...(allowed(unboundRole, place)
                ? []
                : [place.type === "key" ? "the key policy" : "the bucket policy"]),
        ];
        return [`${need.action} on ${need.at}: not in ${lacking.join(", nor in ")}`];
    });
}

function tooWide(
    grants: Grants,
    scenario: ComparedScenario,
    places: readonly Place[],
    known: KnownActions,
): readonly string[] {
    const role = replicationRoleWith(grants.role);
    const inForce = places.flatMap((place) =>
        excess(role, place, grants.role, scenario, known).map((found) => ({ ...found, caller: role })),
    );
    // Where the user writes the other side's document, the peer has no say in what it lets in.
    const governed = places.filter(
        ({ name, policy }) =>
            name.startsWith("the destination") &&
            (policy === grants.destinationBucket || policy === grants.destinationKey),
    );
    const byTheDestination = [unboundRole, ...others].flatMap((caller) =>
        governed.flatMap((place) =>
            excess(caller, place, place.policy, scenario, known)
                .filter(({ action }) => !inForce.some((one) => one.action === action && one.place === place))
                .map((found) => ({ ...found, caller })),
        ),
    );
    return described([...inForce, ...byTheDestination]);
}

interface Excess {
    readonly action: string;
    readonly place: Place;
    readonly patterns: readonly string[];
}

/** The actions that a caller may do at a place and need not; of those that no document tells apart, all or none. */
function excess(
    caller: Caller,
    place: Place,
    bounding: PeerDocument | undefined,
    scenario: ComparedScenario,
    known: KnownActions,
): readonly Excess[] {
    const isOfTheRole = !others.includes(caller);
    const fine = new Set(
        isOfTheRole
            ? [...needsOf(scenario), ...unjudged]
                  .filter(({ at }) => at === place.name)
                  .map(({ action }) => action)
            : [],
    );
    const answers = new Map<string, boolean>();
    return known[place.type]
        .filter((action) => !fine.has(action))
        .filter((action) => {
            const alike = [caller.identityPolicy, place.policy]
                .map((text) => matchingPatterns(text, action).join(" "))
                .join("|");
            const answer = answers.get(alike) ?? isAllowed(caller, action, place);
            answers.set(alike, answer);
            return answer;
        })
        .map((action) => ({
            action,
            place,
            patterns: bounding === undefined ? [] : grantingPatterns(bounding, action, place.arn),
        }));
}

/** One line for each caller and set of entries, with all the places. */
function described(found: readonly (Excess & { readonly caller: Caller })[]): readonly string[] {
    const patternsAt = new Map<string, { caller: string; place: string; patterns: Set<string> }>();
    for (const { caller, place, patterns } of found) {
        const key = `${caller.name}|${place.name}`;
        const entry = patternsAt.get(key) ?? { caller: caller.name, place: place.name, patterns: new Set() };
        patterns.forEach((pattern) => entry.patterns.add(pattern));
        patternsAt.set(key, entry);
    }
    const placesOfLine = new Map<string, string[]>();
    for (const { caller, place, patterns } of patternsAt.values()) {
        const line = `${caller}: ${[...patterns].join(", ")}`;
        placesOfLine.set(line, [...(placesOfLine.get(line) ?? []), place]);
    }
    return [...placesOfLine].map(([line, places]) => `${line} on ${places.join("; ")}`);
}

function placeOf(name: PlaceName, places: readonly Place[]): Place {
    const found = places.find((place) => place.name === name);
    if (found === undefined) {
        throw new Error(`There is no place called ${name} in this scenario`);
    }
    return found;
}
