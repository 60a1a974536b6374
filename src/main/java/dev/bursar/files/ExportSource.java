package dev.bursar.files;

import module java.base;

/**
 * Something that can be exported. Features provide a bean for each; it is asked as the person who exports and answers with
 * what they may see, or with an AccessDeniedException.
 */
public interface ExportSource {
    /** Unique, stable, lower case with dashes: it is stored. */
    String kind();

    /** @param question what was asked, in the source's own words */
    About about(String question);

    /** What the answer can be written as, in the order in which menus offer it. */
    default List<ExportFormat> formats(String question) {
        return List.of(ExportFormat.CSV, ExportFormat.XLSX);
    }

    /** The answer as of now; what may be refused is refused here, before anything is written. */
    Table table(String question);

    /** The same in one of its formats: the table, where the source doesn't write the format itself. */
    default Answer answer(String question, ExportFormat format) {
        Table table = table(question);
        return (out, progress) -> {
            TableFile file = format.write(out);
            table.write(file, progress);
            file.finish();
        };
    }

    /** An answer to be written once. */
    interface Table {
        void write(TableFile file, Progress progress) throws IOException;
    }

    /** An answer to be written once; the stream stays open. */
    interface Answer {
        void write(OutputStream out, Progress progress) throws IOException;
    }

    /**
     * What a file is called.
     *
     * @param title for people
     * @param file a name without what the format adds
     */
    record About(String title, String file) {}

    /** Is told how far it is; tells by an exception, which is to be let through, that nobody wants the file any more. */
    interface Progress {
        Progress NONE = new Progress() {
            @Override
            public void all(long rows) {}

            @Override
            public void row() {}
        };

        /** How many rows there will be. */
        void all(long rows);

        /** One more row is written. */
        void row();
    }
}
