/** Settings that cannot be deployed: what is set over good ones, and the lines of the answer between its frame. */
export interface SettingsCase {
    readonly side: "source" | "destination";
    readonly set: Readonly<Record<string, string>>;
    readonly problems: readonly string[];
}
