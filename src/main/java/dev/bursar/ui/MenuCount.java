package dev.bursar.ui;

/** How much waits for the person who looks at the menu, on one of its pages. A feature makes a bean of it. */
public interface MenuCount {
    /** The page's address, {@code budgets}. */
    String address();

    /** Zero for nothing; only what this person can do something about. */
    int count();

    /** What waits, for assistive technology: {@code 2 new alerts}. */
    String words(int count);
}
