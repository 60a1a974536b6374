package dev.bursar.access;

/** The person leads this team on some of these days already; nothing was changed. */
public class LeadOverlap extends RuntimeException {
    LeadOverlap() {
        super("The person leads the team in this time already");
    }
}
