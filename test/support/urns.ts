/** The name of the resource that a URN is of. */
export const nameOf = (urn: string): string => urn.split("::")[3] ?? "";
/** The URN has the types of all ancestors, `$` between them: the last but one is the parent's. */
export const parentTypeOf = (urn: string): string | undefined => urn.split("::")[2]?.split("$").at(-1);
/** A provider reference is the URN and the id of the provider. */
export const providerOf = (reference: string): string | undefined =>
    reference === "" ? undefined : nameOf(reference);
