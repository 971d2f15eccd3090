import type { Edit } from "./edit";

// How --path names a place: https://www.pulumi.com/docs/iac/concepts/config/#structured-configuration

export function propertyPath(path: Edit["path"]): string {
    return path
        .map((step, index) => {
            if (typeof step === "number") {
                return `[${step}]`;
            }
            const plain = /^[\w-]+$/.test(step);
            return plain ? `${index === 0 ? "" : "."}${step}` : `["${step.replaceAll('"', '\\"')}"]`;
        })
        .join("");
}

/** The steps of a path; none where it is not one. */
export function stepsOf(text: string): Edit["path"] {
    const steps = [...text.matchAll(/(?:^|\.)([^.[\]"]+)|\[(\d+)\]|\["((?:[^"\\]|\\")*)"\]/gy)];
    return steps.map(([step]) => step).join("") === text
        ? steps.map(([, name, index, inQuotes = ""]) =>
              index === undefined ? (name ?? inQuotes.replaceAll('\\"', '"')) : Number(index),
          )
        : [];
}
