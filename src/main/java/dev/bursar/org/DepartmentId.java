package dev.bursar.org;

/** A department's number. */
public record DepartmentId(int value) implements Comparable<DepartmentId> {
    @Override
    public int compareTo(DepartmentId other) {
        return Integer.compare(value, other.value);
    }
}
