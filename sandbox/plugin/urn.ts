/** `urn:pulumi:stack::project::parentType$type::name` */
export function typeOf(urn: string): string {
    const qualified = urn.split("::")[2] ?? "";
    return qualified.slice(qualified.lastIndexOf("$") + 1);
}

export function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}
