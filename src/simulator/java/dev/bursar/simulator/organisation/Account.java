package dev.bursar.simulator.organisation;

import module java.base;

/** A member account of the simulated organisation; the id is text, because one begins with 0. */
public record Account(String id, String name, Instant joined) {
    public Account {
        if (!id.matches("\\d{12}")) {
            throw new IllegalArgumentException("An account id has 12 digits: " + id);
        }
    }

    public String email() {
        return "aws+" + name + "@example.com";
    }
}
