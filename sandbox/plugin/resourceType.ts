import type { CloudWatch } from "@aws-sdk/client-cloudwatch";
import type { IAM } from "@aws-sdk/client-iam";
import type { KMS } from "@aws-sdk/client-kms";
import type { S3 } from "@aws-sdk/client-s3";
import type { SNS } from "@aws-sdk/client-sns";
import { object, type Properties, type Typed } from "./schema";
import type { PropertyMap } from "./wire";

/** The services that have an endpoint in each region. */
export interface RegionalClients {
    readonly s3: S3;
    readonly kms: KMS;
    readonly cloudwatch: CloudWatch;
    readonly sns: SNS;
}

/** The account that a provider works in, and the services as one resource uses them. */
export interface Account {
    readonly partition: string;
    readonly dnsSuffix: string;
    /** The resource's region: its own `region` property, or the provider's. */
    readonly region: string;
    s3(): Promise<S3>;
    kms(): Promise<KMS>;
    cloudwatch(): Promise<CloudWatch>;
    sns(): Promise<SNS>;
    iam(): Promise<IAM>;
    /** Aborted once the engine has cancelled what it asked for. */
    readonly stopping: AbortSignal;
}

interface UpdateRequest<I> {
    readonly id: string;
    readonly inputs: I;
    readonly olds: PropertyMap;
    /** The top-level properties that differ. */
    readonly changed: ReadonlySet<string>;
}

/** A resource type, as the generic half of the plug-in sees it. */
export interface ResourceType {
    readonly token: string;
    readonly inputs: Properties;
    /** Outputs of the type that are no inputs, unknown before it exists. */
    readonly outputs: readonly string[];
    /** Inputs of the official plug-in that are missing here, each with what to use in their place. */
    readonly unsupported: Readonly<Record<string, string>>;
    /** Makes the resource and answers its id; all that can fail afterwards belongs to `complete`. */
    create(account: Account, inputs: PropertyMap): Promise<string>;
    complete(account: Account, id: string, inputs: PropertyMap): Promise<void>;
    /** Nothing where the resource does not exist. */
    read(account: Account, id: string): Promise<PropertyMap | undefined>;
    update(account: Account, request: UpdateRequest<PropertyMap>): Promise<void>;
    delete(account: Account, id: string, state: PropertyMap): Promise<void>;
}

export interface ResourceDefinition<P extends Properties> {
    readonly token: string;
    readonly inputs: P;
    readonly outputs: readonly string[];
    readonly unsupported?: Readonly<Record<string, string>>;
    create(account: Account, inputs: Typed<P>): Promise<string>;
    complete?(account: Account, id: string, inputs: Typed<P>): Promise<void>;
    read(account: Account, id: string): Promise<PropertyMap | undefined>;
    update(account: Account, request: UpdateRequest<Typed<P>>): Promise<void>;
    delete(account: Account, id: string, state: PropertyMap): Promise<void>;
}

export function defineResource<P extends Properties>(definition: ResourceDefinition<P>): ResourceType {
    const whole = object(definition.inputs);
    const typed = (inputs: PropertyMap): Typed<P> => {
        const own = Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
        if (!whole.accepts(own)) {
            throw new Error(`${definition.token}: the engine sent inputs that no check has let through`);
        }
        return own;
    };
    return {
        token: definition.token,
        inputs: definition.inputs,
        outputs: definition.outputs,
        unsupported: definition.unsupported ?? {},
        create: (account, inputs) => definition.create(account, typed(inputs)),
        complete: async (account, id, inputs) => definition.complete?.(account, id, typed(inputs)),
        read: (account, id) => definition.read(account, id),
        update: (account, request) =>
            definition.update(account, { ...request, inputs: typed(request.inputs) }),
        delete: (account, id, state) => definition.delete(account, id, state),
    };
}
