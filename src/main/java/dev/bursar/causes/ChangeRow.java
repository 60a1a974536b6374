package dev.bursar.causes;

import dev.bursar.causes.ChangedPart.Unknown;
import dev.bursar.kernel.Sha256;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A row of a change: a part, the runs of one definition as one, or what is left as one.
 *
 * @param id tells it apart in addresses: 16 hexadecimal digits
 * @param sum of its parts; without usage type and resource where it is more than one
 * @param parts how many it is made of
 */
public record ChangeRow(Kind kind, String id, ChangedPart sum, int parts) {
    /** So many rows are listed one by one. */
    public static final int MOST = 20;

    private static final int ID_BYTES = 8;
    /** What is less can't be seen. */
    private static final BigDecimal LEAST = new BigDecimal("0.005");

    private static final Comparator<ChangeRow> ORDER = Comparator.comparing(
                    (ChangeRow row) -> row.sum().change().abs())
            .reversed()
            .thenComparing(row -> row.sum().key(), PartKey.ORDER)
            .thenComparing(ChangeRow::id);

    /** What it is. */
    public enum Kind {
        PART,
        FAMILY,
        REST
    }

    /** Parts of a change in one currency as rows. */
    public record Rows(List<ChangeRow> all, Map<String, List<ChangedPart>> families) {}

    private record Scope(int team, String account, String service, String currency, Family family) {
        static Scope of(ChangedPart part, Family family) {
            PartKey key = part.key();
            return new Scope(key.team(), key.account(), key.service(), key.currency(), family);
        }
    }

    /** A row of one part. */
    public static ChangeRow of(ChangedPart part) {
        return new ChangeRow(Kind.PART, part.id(), part, 1);
    }

    /** The largest change first; runs of one definition are one row. */
    public static Rows of(List<ChangedPart> parts) {
        Map<Scope, List<ChangedPart>> scopes = new LinkedHashMap<>();
        var rows = new ArrayList<ChangeRow>();
        for (ChangedPart part : parts) {
            Family family = part.family();
            if (family == null) {
                rows.add(of(part));
            } else {
                scopes.computeIfAbsent(Scope.of(part, family), any -> new ArrayList<>())
                        .add(part);
            }
        }
        Map<String, List<ChangedPart>> families = new LinkedHashMap<>();
        scopes.forEach((scope, its) -> {
            String id = id(String.join(
                    "\n",
                    String.valueOf(scope.team()),
                    scope.account(),
                    scope.service(),
                    scope.currency(),
                    scope.family().kind().name(),
                    scope.family().name(),
                    scope.family().region()));
            families.put(id, its);
            PartKey key = new PartKey(scope.team(), scope.account(), scope.service(), "", "", scope.currency());
            rows.add(new ChangeRow(Kind.FAMILY, id, sum(key, its).of(scope.family()), its.size()));
        });
        rows.sort(ORDER);
        return new Rows(rows, families);
    }

    /** The first of some rows that are ordered, and the rest as one. */
    public static List<ChangeRow> first(List<ChangeRow> rows, int most, String currency) {
        List<ChangeRow> left = rest(rows, most);
        if (left.size() < 2) {
            return rows;
        }
        var shown = new ArrayList<>(rows.subList(0, rows.size() - left.size()));
        shown.add(new ChangeRow(
                Kind.REST,
                restId(currency),
                sum(PartKey.any(currency), left.stream().map(ChangeRow::sum).toList()),
                left.stream().mapToInt(ChangeRow::parts).sum()));
        return shown;
    }

    /** What comes after the first of some rows that are ordered, and what is too small to be seen. */
    public static List<ChangeRow> rest(List<ChangeRow> rows, int most) {
        int shown = (int) rows.stream()
                .limit(most)
                .takeWhile(row -> row.sum().change().abs().compareTo(LEAST) >= 0)
                .count();
        return rows.subList(shown, rows.size());
    }

    public static String restId(String currency) {
        return id("rest\n" + currency);
    }

    private static String id(String text) {
        return HexFormat.of().formatHex(Sha256.of(text), 0, ID_BYTES);
    }

    private static ChangedPart sum(PartKey key, List<ChangedPart> parts) {
        Map<ChangeClass, BigDecimal> amounts = new EnumMap<>(ChangeClass.class);
        Map<Booked, BigDecimal> booked = new EnumMap<>(Booked.class);
        BigDecimal before = BigDecimal.ZERO;
        BigDecimal now = BigDecimal.ZERO;
        for (ChangedPart part : parts) {
            part.amounts().forEach((of, amount) -> amounts.merge(of, amount, BigDecimal::add));
            part.booked().forEach((of, amount) -> booked.merge(of, amount, BigDecimal::add));
            before = before.add(part.before());
            now = now.add(part.now());
        }
        amounts.values().removeIf(amount -> amount.signum() == 0);
        List<Acted> acts = parts.stream().flatMap(part -> part.acts().stream()).toList();
        @Nullable
        Unknown why = parts.stream()
                .map(ChangedPart::why)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new ChangedPart(key, before, now, amounts, booked, acts, why);
    }
}
