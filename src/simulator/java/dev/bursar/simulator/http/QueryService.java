package dev.bursar.simulator.http;

import module java.base;

/** A service that speaks the query protocol: a form asks, XML answers. */
public abstract class QueryService extends AwsService {
    private final String version;

    /** @param version of the API, which tells such services apart */
    protected QueryService(String name, String version, Reach reach) {
        super(name, reach);
        this.version = version;
    }

    final String version() {
        return version;
    }

    public abstract Map<String, Operation> operations();

    /** The member account that a request names, "" for none. */
    public String about(Map<String, String> form) {
        return "";
    }

    /** Answers one request with the XML inside its result element, or throws {@link AwsRefusal}. */
    @FunctionalInterface
    public interface Operation {
        String answer(Map<String, String> form, Caller caller);
    }
}
