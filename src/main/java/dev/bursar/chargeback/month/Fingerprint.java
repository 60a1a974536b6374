package dev.bursar.chargeback.month;

import dev.bursar.chargeback.statement.Figures;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.Direct;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.Statement.OfClosed;
import dev.bursar.kernel.Sha256;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether statements and months are still what they were: named fields, each with its length. It depends neither on how records
 * are printed nor on the order of a statement's lines, so that a component that comes later changes nothing here. A field without a value
 * is left out: where a new one decides what somebody pays, statements that were kept before it stay the same.
 */
final class Fingerprint {
    private static final String STATEMENT = "statement v1\n";
    private static final String DRAFT = "draft v2\n";
    private static final String CLOSING = "closing v1\n";

    private Fingerprint() {}

    /** What a statement charges, line by line: two that say the same here differ in nothing that anybody pays. */
    static String of(Statement statement) {
        var text = new StringBuilder(STATEMENT).append(new Fields("team").add("number", statement.team()));
        statement.currencies().forEach(in -> append(text, in));
        return text.toString();
    }

    private static void append(StringBuilder text, InCurrency in) {
        text.append(new Fields("currency").add("code", in.currency()).add("total", in.total()));
        Stream.of(
                        direct("direct", in.direct()),
                        direct("correction", in.corrections()),
                        in.shared().stream()
                                .map(line -> new Fields("shared")
                                        .add("pool", line.pool())
                                        .add("amount", line.amount())
                                        .add("of", line.total().orElse(null))),
                        in.closed().stream().map(Fingerprint::closed),
                        // whatever the other account is called now
                        in.adjustments().stream()
                                .map(line -> new Fields("adjustment")
                                        .add("id", line.id())
                                        .add("about", line.ofMonth())
                                        .add("amount", line.amount())))
                .forEach(lines -> lines.map(Fields::toString).sorted().forEach(text::append));
    }

    private static Stream<Fields> direct(String what, List<Direct> lines) {
        return lines.stream()
                .filter(line -> line.amount().signum() != 0)
                .map(line -> new Fields(what)
                        .add("service", line.service())
                        .add("account", line.account())
                        .add("category", line.category().name())
                        .add("month", line.chargeMonth())
                        .add("amount", line.amount()));
    }

    private static Fields closed(OfClosed line) {
        return new Fields("closed")
                .add("month", line.ofMonth())
                .add("statement", line.statement())
                .add("was", line.was())
                .add("pool", line.pool())
                .add("service", line.service())
                .add("account", line.account())
                .add("category", line.category().name())
                .add("amount", line.amount());
    }

    /** The same as long as cut, statements and checks are. */
    static String of(Draft draft) {
        var text = new StringBuilder(DRAFT)
                .append(new Fields("issue").add("cut", draft.cut().id()).add("number", draft.number()));
        draft.checks().forEach(check -> text.append(of(check)));
        draft.changed().forEach(statement -> text.append(of(statement)));
        return sha256(text);
    }

    private static Fields of(Check check) {
        return switch (check) {
            case Check.NotUpToDate(var problem) -> new Fields("not up to date").add("problem", problem);
            case Check.BeingAddedUp(var months) -> new Fields("being added up").addAll("month", months);
            case Check.Over(var month, var met) ->
                new Fields("over").add("month", month).add("met", met);
            case Check.Final(var estimated, var invoiced) ->
                new Fields("final")
                        .add(
                                "from",
                                estimated
                                        .map(days -> days.getStart().toString())
                                        .orElse(null))
                        .add(
                                "to",
                                estimated.map(days -> days.getEnd().toString()).orElse(null))
                        .add("invoiced", invoiced);
            case Check.Accounts(var before, var missing) ->
                new Fields("accounts").add("before", before).addAll("missing", missing);
            case Check.Arrived(var kind, var before, var then, var now) ->
                new Fields("arrived")
                        .add("kind", kind.name())
                        .add("before", before)
                        .addAll("then", then)
                        .addAll("now", now);
            case Check.Invoiced(var month, var documents, var read) ->
                new Fields("invoiced")
                        .add("month", month)
                        .add("documents", documents)
                        .add("read", read);
            case Check.NoCharges(var month, var met) ->
                new Fields("no charges").add("month", month).add("met", met);
            case Check.Agrees agrees ->
                new Fields("agrees")
                        .add("month", agrees.month())
                        .add("currency", agrees.currency())
                        .add("difference", agrees.difference())
                        .add("accepted", agrees.accepted())
                        .add("acceptable", agrees.acceptable())
                        .add("met", agrees.met());
            case Check.Allocated() -> new Fields("allocated");
            case Check.Unallocated(var month, var currency, var amount) ->
                new Fields("unallocated")
                        .add("month", month)
                        .add("currency", currency)
                        .add("amount", amount);
            case Check.NotSplit(var pool, var why) ->
                new Fields("not split")
                        .add("pool", pool.id())
                        .add("name", pool.name())
                        .add("why", why.name());
            case Check.Unconfirmed(var teams) -> new Fields("unconfirmed").addAll("team", teams);
            case Check.BeforeLedger(var first) ->
                new Fields("before ledger")
                        .add("first", first.map(YearMonth::toString).orElse(null));
            case Check.EarlierOpen(var open) -> new Fields("earlier open").add("month", open);
            case Check.NotIssued(var teams, var none) ->
                new Fields("not issued").add("none", none).addAll("team", teams);
            case Check.ChangedSince(var teams) -> new Fields("changed since").addAll("team", teams);
            case Check.Disputes(var month, var teams) -> {
                var fields = new Fields("disputes").add("month", month);
                teams.forEach(one -> fields.add("team", one.team()).add("name", one.name()));
                yield fields;
            }
        };
    }

    /**
     * What closing a month keeps and posts, and what is read once more before.
     *
     * @param posts what it posts, as the ledger hashes it; empty for nothing
     */
    static String closing(List<Figures> figures, byte[] posts, ClosingLook look) {
        var text = new StringBuilder(CLOSING)
                .append(new Fields("figures").add("kept", Figures.write(figures)))
                .append(new Fields("transaction").add("sha256", HexFormat.of().formatHex(posts)));
        look.owed()
                .forEach(one -> text.append(new Fields("owed")
                        .add("currency", one.currency())
                        .add("teams", one.teams())
                        .add("by teams", one.byTeams())
                        .add("unallocated", one.unallocated())
                        .add("corrections", one.corrections())
                        .add("adjustments", one.adjustments())
                        .add("moved", one.moved())));
        look.accepted().forEach(one -> text.append(new Fields("accepted").add("id", one.id())));
        look.over().forEach(one -> text.append(new Fields("over").add("id", one.id())));
        look.disputes().forEach(one -> text.append(new Fields("dispute").add("id", one.id())));
        look.silent()
                .forEach(one -> text.append(new Fields("silent")
                        .add("team", one.team())
                        .add("by", one.by().map(Object::toString).orElse(null))));
        return sha256(text);
    }

    private static String sha256(StringBuilder text) {
        return HexFormat.of().formatHex(Sha256.of(text.toString()));
    }

    /** A line: what it is of, and its fields. Each value comes with its length, so that no two lines read the same. */
    static final class Fields {
        private final StringBuilder line;

        private Fields(String what) {
            line = new StringBuilder(what);
        }

        private Fields add(String name, @Nullable String value) {
            if (value != null && !value.isEmpty()) {
                line.append(' ')
                        .append(name)
                        .append('=')
                        .append(value.length())
                        .append(':')
                        .append(value);
            }
            return this;
        }

        private Fields add(String name, @Nullable BigDecimal amount) {
            return add(name, amount == null ? null : amount.stripTrailingZeros().toPlainString());
        }

        private Fields add(String name, YearMonth month) {
            return add(name, month.toString());
        }

        private Fields add(String name, long number) {
            return add(name, String.valueOf(number));
        }

        private Fields add(String name, boolean yes) {
            return add(name, yes ? "yes" : "no");
        }

        private Fields addAll(String name, List<?> values) {
            values.forEach(value -> add(name, value.toString()));
            return this;
        }

        private Fields addAll(String name, Map<String, BigDecimal> amounts) {
            new TreeMap<>(amounts)
                    .forEach((currency, amount) -> add(name, currency).add("amount", amount));
            return this;
        }

        @Override
        public String toString() {
            return line + "\n";
        }
    }
}
