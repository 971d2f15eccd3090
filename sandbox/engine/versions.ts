import { version as sdkVersion } from "@pulumi/pulumi/version";
import { version as awsVersion } from "@pulumi/aws/package.json";

/** The engine has to be at least as new as the SDK; the plug-in is the very version of its SDK. */
export const versions = { engine: sdkVersion, awsPlugin: awsVersion } as const;

/** Compares `3.259.0` and its like; what follows the three numbers does not count. */
export function isAtLeast(version: string, minimum: string): boolean {
    const numbers = (text: string) => (text.match(/\d+/g) ?? []).slice(0, 3).map(Number);
    const [found, wanted] = [numbers(version), numbers(minimum)];
    const different = wanted.findIndex((number, index) => number !== (found[index] ?? 0));
    return found.length > 0 && (different < 0 || (found[different] ?? 0) > (wanted[different] ?? 0));
}
