package dev.bursar.chargeback.documents;

import dev.bursar.chargeback.documents.AwsDocument.State;
import dev.bursar.chargeback.spi.InvoiceSummary;
import module java.base;
import org.joda.money.BigMoney;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Brings what is stored in step with what AWS lists: the same list a second time changes nothing. */
@Component
class DocumentMerge {
    private final DocumentStore store;

    DocumentMerge(DocumentStore store) {
        this.store = store;
    }

    /**
     * What a run changed.
     *
     * @param changed those that AWS gives otherwise than before, and those that are back
     * @param gone those that AWS no longer lists
     * @param replaced typed ones that AWS lists now
     * @param documents the numbers of all of them in the database
     */
    record Changes(int added, int changed, int gone, int replaced, List<Long> documents) {
        Changes {
            documents = List.copyOf(documents);
        }

        boolean any() {
            return added + changed + gone + replaced > 0;
        }

        Map<String, Object> fields() {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("added", added);
            fields.put("changed", changed);
            fields.put("noLongerListed", gone);
            fields.put("typedReplaced", replaced);
            return fields;
        }
    }

    /** @param months all of whose documents are in the list */
    @Transactional(propagation = Propagation.MANDATORY)
    Changes merge(List<InvoiceSummary> listed, Collection<YearMonth> months, Instant at) {
        Map<String, AwsDocument> known = new HashMap<>();
        store.ofAws().forEach(document -> known.put(document.number(), document));
        int added = 0;
        int changed = 0;
        int replaced = 0;
        var touched = new ArrayList<Long>();
        var same = new ArrayList<Long>();
        Set<String> numbers = new HashSet<>();
        for (InvoiceSummary summary : listed) {
            if (!numbers.add(summary.number())) {
                continue;
            }
            AwsDocument before = known.get(summary.number());
            if (before != null && isSame(before, summary)) {
                same.add(before.id());
                continue;
            }
            List<Long> typed = store.replaceTyped(summary.number(), at);
            replaced += typed.size();
            touched.addAll(typed);
            touched.add(store.keep(summary, at));
            if (before == null) {
                added++;
            } else {
                changed++;
            }
        }
        store.seen(same, at);
        int gone = 0;
        for (AwsDocument document : known.values()) {
            if (document.state() instanceof State.Current
                    && months.contains(document.billingMonth())
                    && !numbers.contains(document.number())) {
                store.gone(document.id(), at);
                touched.add(document.id());
                gone++;
            }
        }
        return new Changes(added, changed, gone, replaced, touched);
    }

    private static boolean isSame(AwsDocument stored, InvoiceSummary listed) {
        return stored.state() instanceof State.Current
                && stored.seller().equals(listed.seller())
                && stored.type().equals(listed.type())
                && stored.billingMonth().equals(listed.billingMonth())
                && Objects.equals(stored.issuedOn(), listed.issuedOn())
                && Objects.equals(stored.dueOn(), listed.dueOn())
                && Objects.equals(stored.original(), listed.original())
                && isSame(stored.total(), listed.total())
                && isSame(stored.taxes(), listed.taxes())
                && isSame(stored.paid(), listed.paid());
    }

    private static boolean isSame(@Nullable BigMoney a, @Nullable BigMoney b) {
        return a == null || b == null
                ? a == b
                : a.getCurrencyUnit().equals(b.getCurrencyUnit())
                        && a.getAmount().compareTo(b.getAmount()) == 0;
    }
}
