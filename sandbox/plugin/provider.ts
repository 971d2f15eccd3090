import { type Connection, connect } from "./aws/connection";
import { describe } from "./aws/errors";
import type { Tags } from "./aws/tags";
import { credentialProblems } from "./aws/validateCredentials";
import { verifyAccount } from "./aws/verifyAccount";
import { changesOf } from "./diff";
import { callFunction } from "./functions/index";
import { isKnown, providerArguments, providerProblems } from "./providerArguments";
import { resourceTypeOf } from "./resources/index";
import type { Account, ResourceType } from "./resourceType";
import type { Problem } from "./schema";
import { importedInputs, outputsOf, previewedOutputs, refreshedInputs, updatedOutputs } from "./state";
import { nameOf, typeOf } from "./urn";
import type { PropertyMap } from "./wire";

/** A resource exists, but what belongs to its creation has failed: the engine must know its id. */
export class IncompleteResource extends Error {
    constructor(
        message: string,
        readonly id: string,
        readonly state: PropertyMap,
        readonly inputs: PropertyMap,
    ) {
        super(message);
    }
}

export interface Found {
    readonly id: string;
    readonly state: PropertyMap;
    readonly inputs: PropertyMap;
}

export interface ReadRequest {
    readonly urn: string;
    readonly id: string;
    /** Empty for an import. */
    readonly state: PropertyMap;
    readonly inputs: PropertyMap;
}

/** What the engine asks of a provider, free of the wire. */
export class Provider {
    readonly #stopping = new AbortController();
    #connection: Connection | undefined;
    #defaultTags: Tags = {};

    get region(): string | undefined {
        return this.#connection?.region;
    }

    /** What the engine asks before it configures; what is not known yet cannot be tried. */
    async checkArguments(raw: PropertyMap): Promise<Problem[]> {
        const problems = providerProblems(raw);
        return problems.length > 0 || !isKnown(raw)
            ? problems
            : credentialProblems(providerArguments(raw), this.#stopping.signal);
    }

    get defaultTags(): Tags {
        return this.#defaultTags;
    }

    async configure(raw: PropertyMap): Promise<void> {
        const args = providerArguments(raw);
        const connection = await connect(args, this.#stopping.signal);
        await verifyAccount(args, connection);
        this.#connection = connection;
        this.#defaultTags = args.defaultTags?.tags ?? {};
    }

    invoke(token: string, args: PropertyMap): Promise<PropertyMap> {
        return callFunction(token, this.#connected(), args);
    }

    previewCreate(urn: string, inputs: PropertyMap): PropertyMap {
        const type = resourceTypeOf(typeOf(urn));
        return previewedOutputs(type, inputs, this.#connection?.region);
    }

    async create(urn: string, inputs: PropertyMap): Promise<{ id: string; state: PropertyMap }> {
        const type = resourceTypeOf(typeOf(urn));
        const account = await this.#accountOf(inputs);
        const title = `${type.token} (${nameOf(urn)})`;
        const id = await named(`creating ${title}`, () => type.create(account, inputs));
        try {
            await type.complete(account, id, inputs);
            return { id, state: await this.#stateOf(type, account, id, inputs) };
        } catch (error) {
            throw new IncompleteResource(
                `${title} was created as ${id}, but is not complete: ${describe(error)}`,
                id,
                await this.#partialState(type, account, id, inputs),
                inputs,
            );
        }
    }

    /** Nothing where the resource is gone. */
    async read(request: ReadRequest): Promise<Found | undefined> {
        const type = resourceTypeOf(typeOf(request.urn));
        const imported = Object.keys(request.inputs).length === 0;
        const { id, region } = splitImportId(type, request.id);
        const account = await this.#accountOf(region === undefined ? request.state : { region });
        const read = await named(`reading ${type.token} (${id})`, () => type.read(account, id));
        if (read === undefined) {
            return undefined;
        }
        const state = this.#outputsOf(type, account, id, read, { ...request.state, ...request.inputs });
        const inputs = imported ? importedInputs(type, state) : refreshedInputs(type, state, request.inputs);
        return { id, state, inputs };
    }

    previewUpdate(urn: string, olds: PropertyMap, inputs: PropertyMap): PropertyMap {
        const type = resourceTypeOf(typeOf(urn));
        return updatedOutputs(type, olds, inputs);
    }

    async update(urn: string, id: string, olds: PropertyMap, inputs: PropertyMap): Promise<PropertyMap> {
        const type = resourceTypeOf(typeOf(urn));
        const account = await this.#accountOf(olds);
        const changed = new Set(changesOf(type.inputs, olds, inputs).map(({ property }) => property));
        return named(`updating ${type.token} (${id})`, async () => {
            await type.update(account, { id, inputs, olds, changed });
            return this.#stateOf(type, account, id, inputs);
        });
    }

    async delete(urn: string, id: string, state: PropertyMap): Promise<void> {
        const type = resourceTypeOf(typeOf(urn));
        const account = await this.#accountOf(state);
        await named(`deleting ${type.token} (${id})`, () => type.delete(account, id, state));
    }

    /** Ends what waits or repeats; a call that is under way is let finish, so that its result is recorded. */
    cancel(): void {
        this.#stopping.abort(new Error("cancelled by the engine"));
    }

    async #stateOf(
        type: ResourceType,
        account: Account,
        id: string,
        inputs: PropertyMap,
    ): Promise<PropertyMap> {
        const read = await type.read(account, id);
        if (read === undefined) {
            throw new Error("it cannot be read back: AWS says that there is none");
        }
        return this.#outputsOf(type, account, id, read, inputs);
    }

    #outputsOf(
        type: ResourceType,
        { region }: Account,
        id: string,
        read: PropertyMap,
        inputs: PropertyMap,
    ): PropertyMap {
        return outputsOf(type, id, read, inputs, { region, defaultTags: this.#defaultTags });
    }

    /** As far as it can be read; what went wrong has been told already. */
    async #partialState(
        type: ResourceType,
        account: Account,
        id: string,
        inputs: PropertyMap,
    ): Promise<PropertyMap> {
        try {
            return await this.#stateOf(type, account, id, inputs);
        } catch {
            return updatedOutputs(type, { id, region: account.region }, inputs);
        }
    }

    #connected(): Connection {
        if (this.#connection === undefined) {
            throw new Error("the AWS provider is not configured yet");
        }
        return this.#connection;
    }

    #accountOf(properties: PropertyMap): Promise<Account> {
        const region = properties.region;
        return this.#connected().account(typeof region === "string" ? region : undefined);
    }
}

/** `my-bucket@eu-west-1` imports from another region than the provider's. */
function splitImportId(type: ResourceType, id: string): { id: string; region: string | undefined } {
    const match = "region" in type.inputs ? /^(.+)@([a-z]{2}(?:-[a-z]+)+-\d)$/.exec(id) : null;
    return { id: match?.[1] ?? id, region: match?.[2] };
}

async function named<T>(what: string, run: () => Promise<T>): Promise<T> {
    try {
        return await run();
    } catch (error) {
        throw new Error(`${what}: ${describe(error)}`);
    }
}
