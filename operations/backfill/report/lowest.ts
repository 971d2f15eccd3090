import { hash } from "node:crypto";
import type { ReportedObject } from "./report";

/**
 * Picks a few of many, each as likely as any other, and the same of the same many: those with the lowest hashes. No more than
 * these are kept.
 */
export class Lowest {
    private constructor(
        private readonly size: number,
        private readonly ranked: { readonly rank: string; readonly object: ReportedObject }[],
    ) {}

    static of(size: number): Lowest {
        return new Lowest(size, []);
    }

    copy(): Lowest {
        return new Lowest(this.size, [...this.ranked]);
    }

    add(object: ReportedObject): void {
        if (this.size === 0) {
            return;
        }
        const rank = hash("sha1", `${object.versionId ?? ""} ${object.key}`);
        if (this.ranked.length === this.size && rank >= (this.ranked.at(-1)?.rank ?? "")) {
            return;
        }
        const after = this.ranked.findIndex((other) => other.rank > rank);
        this.ranked.splice(after === -1 ? this.ranked.length : after, 0, { rank, object });
        this.ranked.splice(this.size);
    }

    picked(): readonly ReportedObject[] {
        return this.ranked.map(({ object }) => object);
    }
}
