package dev.bursar.spend;

import dev.bursar.charges.Choice;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.query.CostService;
import dev.bursar.journal.Journal;
import dev.bursar.journal.Seen;
import dev.bursar.kernel.Constraint;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import module java.base;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The questions that people keep. A view holds no figures: whoever opens a shared one is answered with what they may see. Its
 * filters name things too, so that a shared view is offered only to who may see each thing that it names.
 */
@Service
@Transactional(readOnly = true)
public class SavedViews {
    private static final String NAME_KEY = "saved_view_owner_id_name_key_key";
    public static final int LONGEST_NAME = 100;
    public static final int LONGEST_ADDRESS = 8_000;
    static final int MOST = 100;
    private static final String MAY_SEE = "hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')";
    private static final int MOST_SHARED = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final CostService spend;
    private final Scope scope;
    private final Journal journal;
    private final Seen seen;

    SavedViews(JdbcClient jdbc, CostService spend, Scope scope, Journal journal, Seen seen) {
        this.jdbc = jdbc;
        this.spend = spend;
        this.scope = scope;
        this.journal = journal;
        this.seen = seen;
    }

    /** A view as it was read, with what its filters name. */
    private record Stored(SavedView view, List<CostFilter> filters) {}

    /** The person's own views, then what others share with them, each by name. */
    @PreAuthorize(MAY_SEE)
    public List<SavedView> views() {
        List<Stored> stored = jdbc.sql("""
                        select v.id, v.name, v.address, v.filters, v.owner_id = :me mine, p.display_name owner, v.shared,
                               v.is_default, v.version
                          from saved_view v join person p on p.id = v.owner_id
                         where v.owner_id = :me or v.shared
                         order by v.owner_id <> :me, v.name_key, v.id limit :most
                        """)
                .param("me", me())
                .param("most", MOST + MOST_SHARED)
                .query((row, number) -> new Stored(
                        new SavedView(
                                row.getInt("id"),
                                row.getString("name"),
                                row.getString("address"),
                                row.getBoolean("mine"),
                                row.getString("owner"),
                                row.getBoolean("shared"),
                                row.getBoolean("mine") && row.getBoolean("is_default"),
                                row.getInt("version"),
                                null),
                        filters(row.getString("filters"))))
                .list();
        Visibility visibility = scope.visibility();
        Map<Dimension, List<Choice>> known = new HashMap<>();
        Map<String, Instant> opened = seen.by(
                scope.actor().id(),
                stored.stream().map(one -> subject(one.view().id())).toList());
        return stored.stream()
                .filter(one -> one.view().mine()
                        || visibility.everything()
                        || !visibility.nothing() && one.filters().stream().allMatch(filter -> isKnown(filter, known)))
                .map(one -> one.view().opened(opened.get(subject(one.view().id()))))
                .toList();
    }

    /** The person opens a view of theirs, or a shared one. */
    @PreAuthorize(MAY_SEE)
    @Writes(Guard.ANY_ORDER)
    public void opened(int id) {
        jdbc.sql("select id from saved_view where id = :id and (owner_id = :me or shared)")
                .param("id", id)
                .param("me", me())
                .query(Integer.class)
                .optional()
                .ifPresent(there -> seen.look(scope.actor().id(), subject(there)));
    }

    /** What the person's page begins with. */
    @PreAuthorize(MAY_SEE)
    public Optional<String> firstAddress() {
        return jdbc.sql("select address from saved_view where owner_id = :me and is_default")
                .param("me", me())
                .query(String.class)
                .optional();
    }

    /**
     * Keeps a question under a name.
     *
     * @param address the page's parameters, at most 8,000 characters
     * @param filters the same filters that the address has
     * @throws ViewNameTaken when the person has a view of this name
     * @throws IllegalArgumentException when a text has no right length, or the person has 100 views
     */
    @PreAuthorize(MAY_SEE)
    @Writes(Guard.LOCK)
    public int save(String name, String address, List<CostFilter> filters, boolean shared) {
        String clean = name(name);
        if (address.length() > LONGEST_ADDRESS) {
            throw new IllegalArgumentException("An address has at most 8,000 characters");
        }
        int me = me();
        // one after the other, or two of a person's pages could keep more than they may
        jdbc.sql("select pg_advisory_xact_lock(hashtext('saved_view'), :me)")
                .param("me", me)
                .query(row -> {});
        if (jdbc.sql("select count(*) from saved_view where owner_id = :me")
                        .param("me", me)
                        .query(Integer.class)
                        .single()
                >= MOST) {
            throw new IllegalArgumentException("A person has at most 100 views");
        }
        int id;
        try {
            id = jdbc.sql("""
                            insert into saved_view (owner_id, name, name_key, address, filters, shared)
                            values (:me, :name, :key, :address, cast(:filters as jsonb), :shared) returning id
                            """)
                    .param("me", me)
                    .param("name", clean)
                    .param("key", key(clean))
                    .param("address", address)
                    .param("filters", JSON.writeValueAsString(filters))
                    .param("shared", shared)
                    .query(Integer.class)
                    .single();
        } catch (DuplicateKeyException e) {
            throw Constraint.isViolated(NAME_KEY, e) ? new ViewNameTaken() : e;
        }
        journal.record(SpendAction.VIEW_SAVED, subject(id), null, fields(clean, address, shared));
        return id;
    }

    /**
     * Gives the person's own view another name and says who may open it.
     *
     * @throws StaleEdit when it is gone, another's or was changed in the meantime
     * @throws ViewNameTaken when the person has another view of this name
     */
    @PreAuthorize(MAY_SEE)
    @Writes(Guard.CONDITION)
    public void change(int id, int version, String name, boolean shared) {
        String clean = name(name);
        Stored before = own(id);
        int changed;
        try {
            changed = jdbc.sql("""
                            update saved_view set name = :name, name_key = :key, shared = :shared, version = version + 1
                             where id = :id and owner_id = :me and version = :version
                            """)
                    .param("name", clean)
                    .param("key", key(clean))
                    .param("shared", shared)
                    .param("id", id)
                    .param("me", me())
                    .param("version", version)
                    .update();
        } catch (DuplicateKeyException e) {
            throw Constraint.isViolated(NAME_KEY, e) ? new ViewNameTaken() : e;
        }
        if (changed == 0) {
            throw new StaleEdit(subject(id));
        }
        SavedView was = before.view();
        journal.record(
                SpendAction.VIEW_CHANGED,
                subject(id),
                fields(was.name(), was.address(), was.shared()),
                fields(clean, was.address(), shared));
    }

    /**
     * Forgets the person's own view.
     *
     * @throws StaleEdit when it is gone, another's or was changed in the meantime
     */
    @PreAuthorize(MAY_SEE)
    @Writes(Guard.CONDITION)
    public void delete(int id, int version) {
        SavedView was = own(id).view();
        int deleted = jdbc.sql("delete from saved_view where id = :id and owner_id = :me and version = :version")
                .param("id", id)
                .param("me", me())
                .param("version", version)
                .update();
        if (deleted == 0) {
            throw new StaleEdit(subject(id));
        }
        journal.record(SpendAction.VIEW_DELETED, subject(id), fields(was.name(), was.address(), was.shared()), null);
    }

    /**
     * Makes the person's own view what their page begins with, or no view at all.
     *
     * @throws StaleEdit when it is gone, another's or was changed in the meantime
     */
    @PreAuthorize(MAY_SEE)
    @Writes(Guard.CONDITION)
    public void openFirst(int id, int version, boolean first) {
        SavedView was = own(id).view();
        if (first) {
            jdbc.sql(
                            "update saved_view set is_default = false, version = version + 1 where owner_id = :me and is_default"
                                    + " and id <> :id")
                    .param("me", me())
                    .param("id", id)
                    .update();
        }
        int changed = jdbc.sql("""
                        update saved_view set is_default = :first, version = version + 1
                         where id = :id and owner_id = :me and version = :version
                        """)
                .param("first", first)
                .param("id", id)
                .param("me", me())
                .param("version", version)
                .update();
        if (changed == 0) {
            throw new StaleEdit(subject(id));
        }
        journal.record(
                SpendAction.VIEW_OPENS_FIRST,
                subject(id),
                Map.of("opensFirst", was.opensFirst()),
                Map.of("opensFirst", first));
    }

    private Stored own(int id) {
        return jdbc.sql("""
                        select id, name, address, shared, is_default, version from saved_view
                         where id = :id and owner_id = :me
                        """)
                .param("id", id)
                .param("me", me())
                .query((row, number) -> new Stored(
                        new SavedView(
                                row.getInt("id"),
                                row.getString("name"),
                                row.getString("address"),
                                true,
                                "",
                                row.getBoolean("shared"),
                                row.getBoolean("is_default"),
                                row.getInt("version"),
                                null),
                        List.of()))
                .optional()
                .orElseThrow(() -> new StaleEdit(subject(id)));
    }

    private int me() {
        return scope.actor().id().value();
    }

    /** Whether the person has ever seen what the filter names. */
    private boolean isKnown(CostFilter filter, Map<Dimension, List<Choice>> seen) {
        List<Choice> choices = seen.computeIfAbsent(
                filter.dimension(),
                dimension -> spend.extent()
                        .map((DayRange days) -> spend.choices(dimension, days.from(), days.to()))
                        .orElse(List.of()));
        return switch (filter.operator()) {
            case IS, IS_NOT -> {
                Set<String> keys = choices.stream().map(Choice::key).collect(Collectors.toSet());
                yield keys.containsAll(filter.values());
            }
            case CONTAINS ->
                filter.values().stream()
                        .map(part -> part.toLowerCase(Locale.ROOT))
                        .allMatch(part -> choices.stream()
                                .anyMatch(choice -> choice.label()
                                                .toLowerCase(Locale.ROOT)
                                                .contains(part)
                                        || choice.key().toLowerCase(Locale.ROOT).contains(part)));
        };
    }

    private static List<CostFilter> filters(String json) {
        return JSON.readValue(json, new TypeReference<List<CostFilter>>() {});
    }

    private static Map<String, Object> fields(String name, String address, boolean shared) {
        return Map.of("name", name, "address", address, "shared", shared);
    }

    private static String name(String name) {
        String clean = name.strip();
        if (clean.isEmpty() || clean.length() > LONGEST_NAME || clean.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A name has 1 to 100 characters");
        }
        return clean;
    }

    private static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static String subject(int id) {
        return "saved-view:" + id;
    }
}
