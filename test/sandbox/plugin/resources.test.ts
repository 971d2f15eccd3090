import assert from "node:assert/strict";
import type { Case } from "./cases/case";
import { CASES } from "./cases/index";
import { NO_DIFFERENCE, text, type Properties } from "./answers";
import type { Plugin } from "./plugin";
import { Surroundings, type ByHand } from "./surroundings";

describe("the stand-in AWS plug-in: each resource type's life", function () {
    this.timeout(60_000);
    let surroundings: Surroundings;
    let plugin: Plugin;
    let aws: ByHand;

    before(async () => {
        surroundings = await Surroundings.open();
        plugin = await surroundings.configured();
        aws = surroundings.byHand();
    });
    after(() => surroundings.close());

    for (const subject of CASES) {
        describe(subject.type, () => {
            lifeOf(subject);
        });
    }

    function lifeOf(subject: Case): void {
        const { type } = subject;
        let id: string;
        let inputs: Properties;
        let state: Properties;

        before(() => subject.prepare(aws));
        after(() => surroundings.reset());

        it("checks its inputs, and fills in the defaults", async () => {
            inputs = await plugin.accepted(type, subject.inputs);
            assert.deepEqual(inputs, { ...tagged(subject.inputs), ...subject.defaults });
        });

        it("previews its creation: the inputs, and what only AWS knows as unknown", async () => {
            const preview = await plugin.create(type, inputs, true);
            assert.deepEqual(preview, { id: "", state: { ...own(inputs), ...subject.previewed } });
        });

        it("is created", async () => {
            const created = await plugin.create(type, inputs);
            ({ id, state } = created);
            assertId(id, subject.id);
            for (const name of subject.volatile) {
                assert.match(text(state[name]), /^\S{10,}$/);
            }
            const volatile = Object.fromEntries(subject.volatile.map((name) => [name, state[name] ?? null]));
            assert.deepEqual(state, { ...own(inputs), ...subject.outputs, ...volatile, id });
        });

        it("shows no difference right after, nor when it is read again", async () => {
            assert.deepEqual(await plugin.diff(type, state, inputs), NO_DIFFERENCE);
            const found = await plugin.read(type, id, state, inputs);
            assert.deepEqual(found, { id, state, inputs });
        });

        it("is found changed after a change by hand, and an update brings it back", async () => {
            await subject.drift(aws);
            const found = await plugin.read(type, id, state, inputs);
            assert.deepEqual(await plugin.diff(type, found.state, inputs), inPlace(subject.drifted));
            assert.notDeepEqual(found.inputs, inputs);
            assert.deepEqual(await plugin.update(type, id, found.state, inputs), state);
            assert.deepEqual((await plugin.read(type, id, state, inputs)).state, state);
        });

        it("is updated in place", async () => {
            const wanted = await plugin.accepted(type, subject.update, inputs);
            assert.deepEqual(await plugin.diff(type, state, wanted), inPlace(subject.updated));
            const before = await subject.seen(aws);
            const preview = await plugin.update(type, id, state, wanted, true);
            assert.deepEqual(await subject.seen(aws), before);
            const updated = await plugin.update(type, id, state, wanted);
            assert.deepEqual(await subject.seen(aws), subject.sees);
            assert.deepEqual({ ...preview, ...subject.settled }, updated);
            assert.deepEqual(await plugin.diff(type, updated, wanted), NO_DIFFERENCE);
            state = updated;
            inputs = wanted;
        });

        it("says what makes it another resource", async () => {
            const wanted = await plugin.accepted(type, subject.replacement, inputs);
            const difference = await plugin.diff(type, state, wanted);
            assert.deepEqual(difference.paths, subject.replaced);
            assert.deepEqual(difference.replaces, Object.keys(subject.replaced));
        });

        it("is imported by its id alone, and then equals the program's inputs", async () => {
            const found = await plugin.read(type, id);
            assert.equal(found.id, id);
            assert.deepEqual(found.inputs, {
                ...tagged(subject.update),
                ...subject.imported,
                __defaults: [],
            });
            const added = subject.addedAfterImport ?? {};
            const known = Object.entries(state).filter(([name]) => !(name in added));
            assert.deepEqual(found.state, Object.fromEntries(known));
            const wanted = await plugin.accepted(type, subject.update, found.inputs);
            assert.deepEqual(await plugin.diff(type, found.state, wanted), inPlace(added));
        });

        it("is deleted, and a second deletion finds nothing to do", async () => {
            await plugin.delete(type, id, state);
            assert.equal(await subject.gone(aws), true);
            await plugin.delete(type, id, state);
        });

        it("is reported as gone once what it belongs to is gone", async () => {
            await surroundings.reset();
            assert.deepEqual(await plugin.read(type, id, state, inputs), { id: "", state: {}, inputs: {} });
        });
    }
});

function assertId(actual: string, expected: string | RegExp): void {
    if (typeof expected === "string") {
        assert.equal(actual, expected);
    } else {
        assert.match(actual, expected);
    }
}

function own(inputs: Properties): Properties {
    return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
}

function tagged(inputs: Properties): Properties {
    return inputs.tags === undefined ? inputs : { ...inputs, tagsAll: inputs.tags };
}

function inPlace(paths: Record<string, string>) {
    const all = Object.entries(paths).flatMap(([path, kind]) => [
        [path, kind],
        ...(/^tags\b/.test(path) ? [[path.replace("tags", "tagsAll"), kind]] : []),
    ]);
    return { ...NO_DIFFERENCE, paths: Object.fromEntries(all) as Record<string, string> };
}
