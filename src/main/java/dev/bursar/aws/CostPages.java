package dev.bursar.aws;

import dev.bursar.costexplorer.spi.CostResponse;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.costexplorer.model.DimensionValuesWithAttributes;
import software.amazon.awssdk.services.costexplorer.model.ResultByTime;

/** Reads an answer of Cost Explorer page by page, for the SDK has no paginator; a bad token restarts the question. Each page is paid for. */
final class CostPages {
    private static final int RESTARTS = 3;
    private static final int MOST_PAGES = 20_000;
    private static final int MOST_BARREN_PAGES = 50;

    private CostPages() {}

    /**
     * A page as AWS sent it.
     *
     * @param results null where the member is missing
     * @param next the token of the next page; null or empty for the last one
     */
    record Page(
            @Nullable List<ResultByTime> results,
            List<DimensionValuesWithAttributes> attributes,
            @Nullable String next) {}

    /** Asks for a page. */
    interface Request {
        /** @param token null for the first page */
        Page send(@Nullable String token);
    }

    /** @param reader makes a reader for an answer that begins */
    static CostResponse all(Supplier<AnswerReader> reader, Request request) {
        for (int restart = 0; ; restart++) {
            Optional<CostResponse> answer = read(reader.get(), request);
            if (answer.isPresent()) {
                return answer.get();
            }
            if (restart == RESTARTS) {
                throw new SourceProblem(Kind.BAD_ANSWER, new AwsProblem.TokensInvalid(RESTARTS + 1), null);
            }
        }
    }

    /** All pages, or empty when a token went bad and the question must be asked anew. */
    private static Optional<CostResponse> read(AnswerReader reader, Request request) {
        Set<String> seen = new HashSet<>();
        @Nullable String token = null;
        do {
            Page page;
            try {
                page = request.send(token);
            } catch (SourceProblem e) {
                if (token != null && RetriedRequests.isStalePage(e)) {
                    return Optional.empty();
                }
                throw e;
            }
            reader.page(page);
            if (reader.repeats()) {
                return Optional.empty();
            }
            token = page.next();
            if (token != null && token.isEmpty()) {
                token = null;
            }
            if (token != null && (seen.size() >= MOST_PAGES || reader.barren() > MOST_BARREN_PAGES)) {
                throw endless();
            }
            if (token != null && !seen.add(token)) {
                return Optional.empty();
            }
        } while (token != null);
        return Optional.of(reader.answer());
    }

    /** Each page is paid for, so what has no end is not asked for again. */
    private static SourceProblem endless() {
        return new SourceProblem(Kind.BAD_ANSWER, AwsProblem.Pages.ENDLESS, null);
    }
}
