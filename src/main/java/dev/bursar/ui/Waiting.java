package dev.bursar.ui;

import dev.bursar.kernel.Role;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the person who acts, of one kind: statements to answer, changes to approve. A feature makes a bean of it. Overview lists it,
 * the menu and tabs count it; a list that its address opens has exactly as many rows.
 */
public interface Waiting {
    /** Unique and stable, lower case with dashes: {@code statements-to-answer}. */
    String kind();

    /** Who may decide it. Others aren't asked; of these the feature's service says who decides what. */
    default Set<Role> roles() {
        return Set.of(Role.values());
    }

    /** The address of the page whose item of the menu and whose tab carry the number. */
    String page();

    /**
     * Only what this person can do something about. Empty where they can do nothing of the kind whatever is there, and where nothing has been
     * read that could hold any.
     */
    Optional<Waits> look();

    /** {@code 2 statements to answer}. */
    String words(int count);

    /** What was looked at, for "Nothing waits for you": {@code statements}. */
    String lookedAt();

    /**
     * How much waits.
     *
     * @param count 0 for nothing
     * @param amounts what it is about, by currency; empty where it has no amount
     * @param by the earliest day by which it should be done; null for none
     * @param first the name of what is first among them, {@code Fraud, October 2026}; "" where a name says nothing
     * @param address opens exactly these
     * @param firstAddress opens the first, with what can be done about it; "" where a list does
     */
    record Waits(
            int count,
            Map<String, BigDecimal> amounts,
            @Nullable LocalDate by,
            String first,
            String address,
            String firstAddress) {
        public static final Waits NOTHING = new Waits(0, Map.of(), null, "", "");

        public Waits {
            amounts = Map.copyOf(amounts);
        }

        public Waits(int count, Map<String, BigDecimal> amounts, @Nullable LocalDate by, String first, String address) {
            this(count, amounts, by, first, address, "");
        }
    }
}
