package dev.bursar.chargeback.ledger.proof;

import dev.bursar.journal.JournalHistory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the activity log tells of the ledger: entries have {@code transactions}, an object of hashes by transaction, and {@code statements},
 * one by statement number; hashes are hexadecimal digits.
 */
@Component
class LoggedHashes {
    static final String TRANSACTIONS = "transactions";
    static final String STATEMENTS = "statements";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JournalHistory history;

    LoggedHashes(JournalHistory history) {
        this.history = history;
    }

    /** By the word that the entry has for the thing. */
    Map<String, Set<String>> of(String things) {
        Map<String, Set<String>> hashes = new HashMap<>();
        for (String entry : history.told(things)) {
            JsonNode told = JSON.readTree(entry).get(things);
            if (told != null && told.isObject()) {
                told.properties()
                        .forEach(one -> hashes.computeIfAbsent(one.getKey(), any -> new HashSet<>())
                                .add(one.getValue().asString("")));
            }
        }
        return hashes;
    }
}
