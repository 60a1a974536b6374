package dev.bursar.charges.store;

import dev.bursar.charges.spi.CostAmounts;
import dev.bursar.charges.spi.Owners;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.charges.store.BilledCosts.Billed;
import dev.bursar.kernel.Sha256;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * One day's slices made ready for the database: which of them changed, their rows in COPY format and the day's sums. Days
 * are prepared side by side; nothing here asks the database.
 */
final class PreparedDay {
    private final LocalDate day;
    private final List<PreparedSlice> changed = new ArrayList<>();
    private final List<PreparedSlice> aside = new ArrayList<>();
    private final List<Integer> settled = new ArrayList<>();
    private final boolean complete;
    private final DaySums.Ready sums;

    PreparedDay(
            LocalDate day,
            List<Slice> slices,
            Map<String, Stored> stored,
            DeliveredPeriods.Day exported,
            Numbers numbers,
            Owners owners) {
        this.day = day;
        var added = new DaySums(day);
        Set<String> kept = new HashSet<>(stored.keySet());
        for (Slice slice : slices) {
            Stored before = stored.get(slice.account());
            PreparedSlice prepared = prepare(slice, before, numbers, owners);
            boolean differs =
                    before == null ? prepared.rows().count() > 0 : !Arrays.equals(before.hash(), prepared.hash());
            if (differs && exported.covers(slice.account())) {
                aside.add(prepared);
                kept.remove(slice.account());
            } else if (differs) {
                changed.add(prepared);
                kept.remove(slice.account());
                prepared.charges().forEach(charge -> charge.row().addTo(added, charge.owner()));
            } else if (before != null && before.finality().equals("estimated") && !slice.estimated()) {
                settled.add(prepared.account());
            }
        }
        complete = kept.isEmpty() && !exported.hasCharges();
        sums = added.ready();
    }

    LocalDate day() {
        return day;
    }

    LocalDate month() {
        return day.withDayOfMonth(1);
    }

    /** The slices whose content is not what is stored. */
    List<PreparedSlice> changed() {
        return changed;
    }

    /** The same of accounts whose costs are an export's. */
    List<PreparedSlice> aside() {
        return aside;
    }

    /** Accounts whose slices were estimated and are final now, with the same content. */
    List<Integer> settled() {
        return settled;
    }

    /** Whether the changed slices are all that the day will hold, so that the day's sums are theirs. */
    boolean complete() {
        return complete;
    }

    /** The sums of the changed slices. */
    DaySums.Ready sums() {
        return sums;
    }

    private PreparedSlice prepare(Slice slice, @Nullable Stored before, Numbers numbers, Owners owners) {
        List<Billed> billed = BilledCosts.of(slice.charges());
        var rows = new BinaryRows(billed.size() * 224);
        var charges = new ArrayList<Owned>(billed.size());
        MessageDigest digest = Sha256.digest();
        int account = numbers.account(slice.account());
        for (Billed one : billed) {
            SourceCharge charge = one.charge();
            CostAmounts amounts = charge.amounts();
            Owners.Owner owner = owners.of(day, slice.account(), charge.service(), charge.tagValue());
            var row = new ChargeRow(
                    account,
                    numbers.service(charge.service()),
                    numbers.recordType(charge.recordType()),
                    numbers.tagValue(charge.tagValue()),
                    amounts.currency(),
                    one.billedCost(),
                    amounts.netAmortized(),
                    amounts.unblended(),
                    amounts.amortized(),
                    amounts.netUnblended(),
                    amounts.usageQuantity(),
                    amounts.usageUnit());
            int content = row.write(rows, 0, day, owner);
            digest.update(rows.array(), content, rows.length() - content);
            charges.add(new Owned(owner, row));
        }
        byte[] hash = digest.digest();
        return new PreparedSlice(
                day,
                account,
                rows,
                hash,
                SliceFinality.of(
                        before == null ? null : before.finality(),
                        before != null && Arrays.equals(before.hash(), hash),
                        slice.estimated()),
                before != null,
                List.copyOf(charges));
    }

    /**
     * A slice as it is stored.
     *
     * @param hash of its charges, without owners: rules that change are re-applied, not re-read
     * @param replaces whether another version is stored
     */
    record PreparedSlice(
            LocalDate day,
            int account,
            BinaryRows rows,
            byte[] hash,
            String finality,
            boolean replaces,
            List<Owned> charges) {}

    /** What the database holds for a slice. */
    record Stored(byte[] hash, String finality) {}

    private record Owned(Owners.Owner owner, ChargeRow row) {}

    /** The numbers of all texts of a load. */
    record Numbers(
            Map<String, Integer> accounts,
            Map<String, Integer> services,
            Map<String, Integer> recordTypes,
            Map<String, Integer> tagValues) {
        int account(String text) {
            return number(accounts, text);
        }

        int service(String text) {
            return number(services, text);
        }

        int recordType(String text) {
            return number(recordTypes, text);
        }

        int tagValue(String text) {
            return number(tagValues, text);
        }

        private static int number(Map<String, Integer> numbers, String text) {
            Integer number = numbers.get(text);
            if (number == null) {
                throw new IllegalStateException("A text without a number");
            }
            return number;
        }
    }
}
