import type { ReplicationDestinationArgs, ReplicationSourceArgs } from "../../../components/index";

/** Arguments that cannot be deployed, set over good ones, and the message that they get. */
export type ComponentCase = { readonly message: string } & (
    | { readonly source: Readonly<Partial<Record<keyof ReplicationSourceArgs, unknown>>> }
    | { readonly destination: Readonly<Partial<Record<keyof ReplicationDestinationArgs, unknown>>> }
);

export const ofSource = (text: string) => `ReplicationSource "copy": ${text}`;
export const ofDestination = (text: string) => `ReplicationDestination "copy": ${text}`;
