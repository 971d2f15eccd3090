import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import { defaultedInputs } from "./check";
import { changesOf, type Change, type PropertyChange } from "./diff";
import type { ResourceType } from "./resourceType";
import type { PropertyMap } from "./wire";

export interface DiffRequest {
    readonly olds: PropertyMap;
    readonly news: PropertyMap;
    readonly ignoreChanges: readonly string[];
    /** Where the resource's `region` property is left out. */
    readonly providerRegion: string | undefined;
}

export function diffResource(type: ResourceType, request: DiffRequest): DiffResponse {
    const { olds, providerRegion } = request;
    // A provider that moves to another region takes the resources along: they are made anew there.
    const news =
        olds.region !== undefined && request.news.region === undefined && providerRegion !== undefined
            ? { ...request.news, region: providerRegion }
            : request.news;
    const changes = changesOf(type.inputs, olds, news).filter(
        ({ path }) => !request.ignoreChanges.some((ignored) => isWithin(path, ignored)),
    );
    const response = responseOf(changes);
    response.setDeletebeforereplace(
        response.getReplacesList().length > 0 && keepsGivenName(type, olds, request.news),
    );
    response.setStablesList(changes.some(({ replaces }) => replaces) ? [] : ["id", ...stableOutputs(type)]);
    return response;
}

/** A provider's arguments change in place; which resources that concerns, their own comparison says. */
export function diffArguments(olds: PropertyMap, news: PropertyMap): DiffResponse {
    const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
    const changed = names.filter((name) => JSON.stringify(olds[name]) !== JSON.stringify(news[name]));
    const response = new DiffResponse();
    response.setChanges(
        changed.length > 0 ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE,
    );
    response.setDiffsList(changed);
    return response;
}

function responseOf(changes: readonly PropertyChange[]): DiffResponse {
    const response = new DiffResponse();
    response.setChanges(
        changes.length > 0 ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE,
    );
    response.setDiffsList([...new Set(changes.map(({ property }) => property))]);
    response.setReplacesList([
        ...new Set(changes.filter(({ replaces }) => replaces).map(({ property }) => property)),
    ]);
    response.setHasdetaileddiff(true);
    for (const { path, change, replaces } of changes) {
        const detail = new PropertyDiff();
        detail.setKind(kindOf(change, replaces));
        response.getDetaileddiffMap().set(path, detail);
    }
    return response;
}

function kindOf(change: Change, replaces: boolean): PropertyDiff.Kind {
    const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;
    switch (change) {
        case "add":
            return replaces ? ADD_REPLACE : ADD;
        case "delete":
            return replaces ? DELETE_REPLACE : DELETE;
        case "update":
            return replaces ? UPDATE_REPLACE : UPDATE;
    }
}

/** Two resources cannot have one name at a time: where the program gives it, the old one goes first. */
function keepsGivenName(type: ResourceType, olds: PropertyMap, news: PropertyMap): boolean {
    return Object.entries(type.inputs).some(
        ([name, { autoName }]) =>
            autoName !== undefined && !defaultedInputs(news).has(name) && olds[name] === news[name],
    );
}

function stableOutputs(type: ResourceType): string[] {
    return type.outputs.filter((name) => !(name in type.inputs));
}

function isWithin(path: string, ignored: string): boolean {
    const rest = path.slice(ignored.length);
    return path.startsWith(ignored) && (rest === "" || rest.startsWith(".") || rest.startsWith("["));
}
