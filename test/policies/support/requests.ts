import { resourceTypes, type KnownActions, type ResourceType } from "./actions";
import type { Choices } from "./choices";
import { overTls, type Circumstance } from "./circumstances";
import { callersIn, type Caller, type CallerName } from "./callers";
import type { Row } from "./rows";
import type { Place } from "./place";
import { ownDocument, placesIn, type PlaceName } from "./places";
import type { DocumentName, Documents } from "./documents";
import type { Scenario } from "./scenarios";
import { isAllowed, type Request } from "./simulate";

/** Requests of one row that differ in their action alone. */
export interface Requests {
    readonly row: Row;
    readonly caller: CallerName;
    readonly place: PlaceName;
    readonly type: ResourceType;
    readonly circumstance: Circumstance;
    readonly actions: readonly string[];
}

/** Everybody and everything, with the documents of one setting in force. */
export interface World {
    readonly callers: Readonly<Record<CallerName, Caller>>;
    readonly places: Readonly<Record<PlaceName, Place>>;
}

export function worldOf(documents: Documents, choices: Choices): World {
    return { callers: callersIn(documents, choices), places: placesIn(documents, choices) };
}

/** A matrix written out: what it lists by name first, the sweeps over every other action last. */
export function requestsOf(
    rows: readonly Row[],
    scenario: Scenario,
    known: KnownActions,
): readonly Requests[] {
    const { places } = worldOf(scenario.documents, scenario);
    const listed = rows.flatMap((row) =>
        row.actions === "every other" ? [] : expand(row, row.actions, places, known),
    );
    const allowed = new Set(
        listed
            .filter(({ row }) => row.verdict !== "refused")
            .flatMap((some) => some.actions.map((action) => describeRequest(some, action))),
    );
    const swept = rows
        .filter((row) => row.actions === "every other")
        .flatMap((row) => expand(row, known.all, places, known))
        .map((some) => ({
            ...some,
            actions: some.actions.filter((action) => !allowed.has(describeRequest(some, action))),
        }));
    return [...listed, ...swept];
}

export function requestOf(some: Requests, action: string, world: World): Request {
    const place = world.places[some.place];
    const arn = place.arns[some.type];
    if (arn === undefined) {
        throw new Error(`There is no ${some.type} at ${some.place}`);
    }
    return { caller: world.callers[some.caller], action, place, arn, circumstance: some.circumstance };
}

/** Whether one of the requests comes to what it must. */
export function holds(some: Requests, action: string, world: World): boolean {
    return isAllowed(requestOf(some, action, world)) === (some.row.verdict !== "refused");
}

/** Whether a document of the setting has a say in the requests. */
export function involves(some: Requests, document: DocumentName): boolean {
    return (
        ownDocument[some.place] === document ||
        (document === "rolePermissions" && some.caller === "replication") ||
        (document === "returningPermissions" && some.caller === "the way back") ||
        (document === "backfillPermissions" && some.caller === "a job")
    );
}

export function describeRequest(some: Requests, action: string): string {
    return `${some.caller}: ${action} on ${some.place} (${some.type}) ${some.circumstance.name}`;
}

export function countRequests(all: readonly Requests[]): number {
    return all.reduce((sum, some) => sum + some.actions.length, 0);
}

/** A row's requests, with those of the actions that exist on what is at its places. */
function expand(
    row: Row,
    actions: readonly string[],
    places: Readonly<Record<PlaceName, Place>>,
    known: KnownActions,
): readonly Requests[] {
    return row.callers.flatMap((caller) =>
        row.at.flatMap((place) =>
            resourceTypes
                .filter((type) => places[place].arns[type] !== undefined)
                .map((type) => ({
                    row,
                    caller,
                    place,
                    type,
                    actions: actions.filter((action) => known.on[type].includes(action)),
                }))
                .filter((some) => some.actions.length > 0)
                .flatMap((some) =>
                    (row.circumstances ?? [overTls]).map((circumstance) => ({ ...some, circumstance })),
                ),
        ),
    );
}
