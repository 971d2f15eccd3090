/** So many values that those of one document and its requests are among them, and that all of them are little. */
const most = 10_000;

/** Values that cost something to make, by a text that decides them. */
export class Recent<T> {
    private values = new Map<string, T>();
    private before = new Map<string, T>();

    get(text: string, make: () => T): T {
        const known = this.values.get(text);
        if (known !== undefined) {
            return known;
        }
        if (this.values.size >= most) {
            this.before = this.values;
            this.values = new Map();
        }
        const value = this.before.get(text) ?? make();
        this.values.set(text, value);
        return value;
    }
}
