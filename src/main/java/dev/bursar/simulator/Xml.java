package dev.bursar.simulator;

/** Writes the little XML that the query protocol needs. */
final class Xml {

    private Xml() {}

    static String element(String name, String text) {
        return "<" + name + ">" + escaped(text) + "</" + name + ">";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
