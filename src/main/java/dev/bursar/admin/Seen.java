package dev.bursar.admin;

/** What a dialog shows of a thing, and so by which version it is changed; replaced when somebody else was faster. */
public final class Seen<T> {
    private T value;

    public Seen(T value) {
        this.value = value;
    }

    public T get() {
        return value;
    }

    public void set(T newer) {
        value = newer;
    }
}
