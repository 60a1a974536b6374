package dev.bursar.admin;

/** What a dialog shows of a thing, and so by which version it is changed; replaced when somebody else was faster. */
final class Seen<T> {
    private T value;

    Seen(T value) {
        this.value = value;
    }

    T get() {
        return value;
    }

    void set(T newer) {
        value = newer;
    }
}
