/** The name of the resource that a URN is of. */
export const nameOf = (urn: string): string => urn.split("::")[3] ?? "";
/** Its type: a URN has the types of all ancestors before it, `$` between them. */
export const typeOf = (urn: string): string | undefined => urn.split("::")[2]?.split("$").at(-1);
/** A provider reference is the URN and the id of the provider. */
export const providerOf = (reference: string): string | undefined =>
    reference === "" ? undefined : nameOf(reference);
