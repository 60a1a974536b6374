package dev.bursar.billingdata.reduction;

import dev.bursar.billingdata.engine.EngineFailure;
import module java.base;

/** What kept an engine from being tested or a delivery from being looked at. */
public sealed interface EngineTrouble {
    /** What is stored of it. */
    String code();

    /** What the engine or the source of files said; it may be any text. */
    String said();

    /** Where the source of files said what to do. */
    String whatToDo();

    /** The engine didn't do what it was asked. */
    record Failed(EngineFailure.Kind kind, String said) implements EngineTrouble {
        @Override
        public String code() {
            return kind.name();
        }

        @Override
        public String whatToDo() {
            return "";
        }
    }

    /** There is nothing that the engine could be asked to read. */
    record Unread(Reason reason, String said, String whatToDo) implements EngineTrouble {
        public Unread {
            said = cut(said);
        }

        Unread(Reason reason) {
            this(reason, "", "");
        }

        @Override
        public String code() {
            return reason.name();
        }
    }

    /** Why there is nothing to read; none is called as a kind of an engine's failure. */
    enum Reason {
        /** There is no delivery yet. */
        NO_DELIVERY,
        /** The newest delivery's files are of a kind that only DuckDB reads. */
        UNSUITABLE,
        /** Its smallest file is larger than what a test may read. */
        TOO_LARGE,
        /** Its files were replaced meanwhile. */
        REPLACED,
        /** The files can't be read, which the source or the reader says in words. */
        FILES
    }

    static EngineTrouble stored(String code, String said, String whatToDo) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.name().equals(code))
                .<EngineTrouble>map(reason -> new Unread(reason, said, whatToDo))
                .findFirst()
                .orElseGet(() -> new Failed(EngineFailure.Kind.valueOf(code), said));
    }

    private static String cut(String said) {
        return said.length() > 500 ? said.substring(0, 500) : said;
    }
}
