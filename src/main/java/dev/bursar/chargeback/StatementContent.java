package dev.bursar.chargeback;

import dev.bursar.chargeback.statement.KeptJson;

/** What an issued statement says, as it is kept. */
final class StatementContent {
    private StatementContent() {}

    static String write(Statement statement) {
        return KeptJson.MAPPER.writeValueAsString(statement);
    }

    static Statement read(String content) {
        return KeptJson.MAPPER.readValue(content, Statement.class);
    }
}
