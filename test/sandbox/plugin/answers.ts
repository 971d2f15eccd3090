import assert from "node:assert/strict";
import { Metadata } from "@grpc/grpc-js";
import type { Struct, JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";

export type Properties = Record<string, JavaScriptValue>;

export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What a diff says, in a form that a test can write down. */
export interface Difference {
    readonly paths: Record<string, string>;
    readonly replaces: string[];
    readonly deleteBeforeReplace: boolean;
}

export const NO_DIFFERENCE: Difference = { paths: {}, replaces: [], deleteBeforeReplace: false };

const KINDS = ["add", "add-replace", "delete", "delete-replace", "update", "update-replace"];

export function differenceOf(response: messages.DiffResponse): Difference {
    const paths: Record<string, string> = {};
    response.getDetaileddiffMap().forEach((detail, path) => {
        paths[path] = KINDS[detail.getKind()] ?? "?";
    });
    const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
    assert.equal(response.getChanges(), Object.keys(paths).length === 0 ? DIFF_NONE : DIFF_SOME);
    return {
        paths,
        replaces: response.getReplacesList(),
        deleteBeforeReplace: response.getDeletebeforereplace(),
    };
}

export interface Checked {
    readonly inputs: Properties;
    readonly failures: { readonly property: string; readonly reason: string }[];
}

/** A property that must be text. */
export function text(value: JavaScriptValue | undefined): string {
    assert.ok(typeof value === "string", `a text was expected, not ${JSON.stringify(value)}`);
    return value;
}

/** What the plug-in answers in place of a result. */
export async function refusal(call: Promise<unknown>): Promise<string> {
    try {
        await call;
    } catch (error) {
        assert.ok(error instanceof Error && "details" in error);
        return String(error.details);
    }
    throw new assert.AssertionError({ message: "the call was expected to be refused" });
}

/** What the plug-in tells of a resource that it created, but could not complete. */
export async function incompleteResource(
    call: Promise<unknown>,
): Promise<{ id: string; reasons: string[]; state: Properties; inputs: Properties }> {
    const error = await call.then(
        () => assert.fail("the creation was expected to fail"),
        (failure: unknown) => failure,
    );
    assert.ok(error instanceof Error && "metadata" in error && error.metadata instanceof Metadata);
    const [details] = error.metadata.get("grpc-status-details-bin");
    assert.ok(details instanceof Buffer);
    const [packed] = Status.deserializeBinary(details).getDetailsList();
    assert.equal(packed?.getTypeName(), "pulumirpc.ErrorResourceInitFailed");
    const resource = messages.ErrorResourceInitFailed.deserializeBinary(packed.getValue_asU8());
    return {
        id: resource.getId(),
        reasons: resource.getReasonsList(),
        state: plain(resource.getProperties()),
        inputs: plain(resource.getInputs()),
    };
}

export function checked(response: messages.CheckResponse): Checked {
    return {
        inputs: plain(response.getInputs()),
        failures: response
            .getFailuresList()
            .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() })),
    };
}

export function plain(struct: Struct | undefined): Properties {
    return struct?.toJavaScript() ?? {};
}
