package dev.bursar.chargeback.ledger.proof;

import dev.bursar.chargeback.seals.Seals;
import dev.bursar.journal.JournalHistory;
import dev.bursar.journal.JournalHistory.Told;
import module java.base;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the activity log tells of the ledger: entries have {@code transactions}, an object of hashes by transaction, and {@code statements},
 * one by statement number, in hexadecimal digits; {@code seals}, those of {@link Seals} by thing; and once {@code unsealed}, the numbers
 * of what was there before there were seals, by kind.
 */
@Component
class LoggedHashes {
    private static final String TRANSACTIONS = "transactions";
    private static final String STATEMENTS = "statements";
    private static final String UNSEALED = "unsealed";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JournalHistory history;

    LoggedHashes(JournalHistory history) {
        this.history = history;
    }

    /**
     * A seal as an entry tells it.
     *
     * @param statement that the entry is about, {@code 2026-10-007 v1}; empty of others
     * @param seal empty where the thing was taken back
     */
    record LoggedSeal(long entry, String subject, String statement, Optional<String> seal) {}

    /**
     * What entries tell.
     *
     * @param transactions hashes by the transaction's number
     * @param statements hashes by the statement's number
     * @param seals by what the log calls the thing, the oldest first
     * @param unsealed things from before there were seals, called the same
     * @param since when sealing began where there were such things
     */
    record Log(
            Map<String, Set<String>> transactions,
            Map<String, Set<String>> statements,
            Map<String, List<LoggedSeal>> seals,
            Set<String> unsealed,
            Optional<Instant> since) {}

    Log read() {
        Map<String, Set<String>> transactions = new HashMap<>();
        Map<String, Set<String>> statements = new HashMap<>();
        Map<String, List<LoggedSeal>> seals = new HashMap<>();
        Set<String> unsealed = new HashSet<>();
        Optional<Instant> since = Optional.empty();
        for (Told told : history.told(List.of(TRANSACTIONS, STATEMENTS, Seals.FIELD, UNSEALED))) {
            JsonNode after = JSON.readTree(told.after());
            hashes(after.path(TRANSACTIONS), transactions);
            hashes(after.path(STATEMENTS), statements);
            seals(told, after, seals);
            JsonNode before = after.path(UNSEALED);
            // one that comes later excuses nothing
            if (before.isObject() && since.isEmpty() && seals.isEmpty()) {
                before.properties()
                        .forEach(kind -> kind.getValue()
                                .forEach(thing -> unsealed.add(kind.getKey() + ":" + thing.asString(""))));
                since = Optional.of(told.at());
            }
        }
        return new Log(transactions, statements, seals, unsealed, since);
    }

    private static void hashes(JsonNode told, Map<String, Set<String>> into) {
        if (told.isObject()) {
            told.properties()
                    .forEach(one -> into.computeIfAbsent(one.getKey(), any -> new HashSet<>())
                            .add(one.getValue().asString("")));
        }
    }

    private static void seals(Told told, JsonNode after, Map<String, List<LoggedSeal>> into) {
        JsonNode seals = after.path(Seals.FIELD);
        if (seals.isObject()) {
            seals.properties()
                    .forEach(one -> into.computeIfAbsent(one.getKey(), any -> new ArrayList<>())
                            .add(new LoggedSeal(
                                    told.entry(),
                                    told.subject(),
                                    after.path("statement").asString(""),
                                    one.getValue().isNull()
                                            ? Optional.empty()
                                            : Optional.of(one.getValue().asString("")))));
        }
    }
}
