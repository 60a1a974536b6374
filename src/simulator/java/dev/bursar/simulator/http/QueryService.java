package dev.bursar.simulator.http;

import java.util.Map;

/** A service that speaks the query protocol: a form asks, XML answers. */
public interface QueryService extends AwsService {

    /** The API's version, which tells such services apart. */
    String version();

    Map<String, Operation> operations();

    /** The member account that a request names, "" for none. */
    default String about(Map<String, String> form) {
        return "";
    }

    /** Answers one request with the XML inside its result element, or throws {@link AwsRefusal}. */
    @FunctionalInterface
    interface Operation {
        String answer(Map<String, String> form, Caller caller);
    }
}
