package dev.bursar.efficiency.questions;

import module java.base;

/** The questions that may be asked of an endpoint's log, as queries of Logs Insights. */
public enum LogQuestion {
    ERRORS(
            "Errors by message",
            "Counts errors and exceptions by message, the most frequent first.",
            """
            filter @message like /(?i)(error|exception|traceback)/
            | parse @message /(?<found>[A-Za-z_.]*(?:Error|Exception)[^\\n]{0,120})/
            | fields coalesce(found, substr(@message, 0, 120)) as message
            | stats count(*) as lines, max(@timestamp) as newest by message
            | sort lines desc
            """,
            List.of(
                    new Field("message", "Message", Format.TEXT),
                    new Field("lines", "Lines", Format.NUMBER),
                    new Field("newest", "Newest", Format.MILLISECONDS_SINCE_1970))),
    SLOWEST(
            "Slowest requests",
            "Lists the requests that took longest, from the access lines of model servers that end with milliseconds.",
            """
            filter @message like /POST \\/invocations/
            | parse @message /"POST \\/invocations HTTP\\/[0-9.]+" (?<status>[0-9]{3}) (?<took>[0-9]+)\\s*$/
            | filter ispresent(took)
            | fields @timestamp, status, took + 0 as milliseconds
            | display @timestamp, status, milliseconds
            | sort milliseconds desc
            """,
            List.of(
                    new Field("@timestamp", "Time", Format.TEXT),
                    new Field("status", "Status", Format.NUMBER),
                    new Field("milliseconds", "Milliseconds", Format.NUMBER)));

    /** What the values of a field are. */
    public enum Format {
        TEXT,
        NUMBER,
        MILLISECONDS_SINCE_1970
    }

    /**
     * A field of the answer.
     *
     * @param name as the query names it
     * @param label for people
     */
    public record Field(String name, String label, Format format) {}

    private final String title;
    private final String sentence;
    private final String query;
    private final List<Field> fields;

    LogQuestion(String title, String sentence, String query, List<Field> fields) {
        this.title = title;
        this.sentence = sentence;
        this.query = query;
        this.fields = fields;
    }

    public String title() {
        return title;
    }

    /** As it is stored. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it says, a sentence. */
    public String sentence() {
        return sentence;
    }

    public String query() {
        return query;
    }

    /** The fields of its rows, the one that names a row first. */
    public List<Field> fields() {
        return fields;
    }
}
