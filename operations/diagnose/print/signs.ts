import type { State } from "./path";

/** What a state is called, beside its sign and its colour. */
export const words: Readonly<Record<State, string>> = {
    works: "Works",
    suspect: "Suspect",
    unknown: "Not known",
    broken: "Broken",
};

const shapes: Readonly<Record<State, string>> = {
    works: '<circle cx="12" cy="12" r="10"/><path d="m7.5 12.5 3 3 6-7"/>',
    suspect: '<path d="M12 2.5 22.5 21h-21z"/><path d="M12 9.5v5m0 3v.1"/>',
    unknown:
        '<circle cx="12" cy="12" r="10"/><path d="M9.3 9.6a2.8 2.8 0 1 1 3.9 2.6c-.8.4-1.2.9-1.2 1.7v.4m0 2.9v.1"/>',
    broken: '<path d="M8 2h8l6 6v8l-6 6H8l-6-6V8z"/><path d="m8.5 8.5 7 7m0-7-7 7"/>',
};

/** The sign of a state. Each has a shape of its own; the word stands beside it. */
export function signOf(state: State): { readonly html: string } {
    return { html: `<svg class="sign" viewBox="0 0 24 24" aria-hidden="true">${shapes[state]}</svg>` };
}

/** From a step to the next. The page turns it down where the path goes down. */
export const arrow = {
    html: '<svg class="arrow" viewBox="0 0 24 24" aria-hidden="true"><path d="M3 12h17m-6-6 6 6-6 6"/></svg>',
};
