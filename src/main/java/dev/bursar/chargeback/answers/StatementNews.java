package dev.bursar.chargeback.answers;

import dev.bursar.access.TeamLead;
import dev.bursar.access.TeamLeads;
import dev.bursar.chargeback.answers.AnswerPage.News;
import dev.bursar.chargeback.answers.AnswerPage.Told;
import dev.bursar.chargeback.answers.NewsStore.Item;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.TeamId;
import dev.bursar.notify.Outbox;
import dev.bursar.org.Organisation;
import module java.base;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells those who answer a statement, about their team alone, by mails that are written when they leave. */
@Component
public class StatementNews {
    public static final String WRITER = "statement";

    private final NewsStore store;
    private final IssueStore issues;
    private final TeamLeads leads;
    private final Organisation organisation;
    private final Outbox outbox;
    private final Clock clock;

    StatementNews(
            NewsStore store,
            IssueStore issues,
            TeamLeads leads,
            Organisation organisation,
            Outbox outbox,
            Clock clock) {
        this.store = store;
        this.issues = issues;
        this.leads = leads;
        this.organisation = organisation;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Queues mails in the caller's transaction: of a first version that it was issued, of later ones that they replace it.
     *
     * @param statements numbers, in the database, of the versions that were issued
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void issued(List<Long> statements) {
        tell(statements, statement -> statement.version() == 1 ? News.ISSUED : News.NEW_VERSION);
    }

    /** Returns how many people are reminded that weren't before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int remind(List<Long> statements) {
        return tell(statements, any -> News.REMINDER);
    }

    /** Tells whoever disputed it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void answered(IssuedStatement statement, Dispute dispute, Instant at) {
        if (outbox.ready()) {
            store.add(statement.id(), News.ANSWERED, dispute.person(), dispute.by(), Optional.of(dispute.id()), at)
                    .ifPresent(this::send);
        }
    }

    private int tell(List<Long> statements, Function<IssuedStatement, News> news) {
        if (!outbox.ready()) {
            return 0;
        }
        List<TeamLead> all = leads.all();
        int told = 0;
        for (long id : statements) {
            IssuedStatement statement = issues.statement(id).orElseThrow();
            for (var person : leading(statement, all).entrySet()) {
                Optional<Long> added = store.add(
                        id,
                        news.apply(statement),
                        person.getKey(),
                        person.getValue(),
                        Optional.empty(),
                        clock.instant());
                added.ifPresent(this::send);
                told += added.isPresent() ? 1 : 0;
            }
        }
        return told;
    }

    private Map<PersonId, String> leading(IssuedStatement statement, List<TeamLead> all) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var team = new TeamId(Math.max(1, statement.team()));
        Map<PersonId, String> leading = new LinkedHashMap<>();
        all.stream()
                .filter(lead -> statement.team() != 0
                        && lead.team().equals(team)
                        && AnswerLeads.include(
                                lead, today, day(statement), organisation.days().get(team)))
                .forEach(lead -> leading.put(lead.person(), lead.name()));
        return leading;
    }

    static LocalDate day(IssuedStatement statement) {
        return LocalDate.ofInstant(statement.issuedAt(), ZoneOffset.UTC);
    }

    private void send(long news) {
        outbox.sendWritten(WRITER, String.valueOf(news));
    }

    /** False where no mail can be sent. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean sendAgain(long news) {
        return outbox.sendWrittenAgain(WRITER, String.valueOf(news));
    }

    /** Who was told of a version. */
    List<Told> told(long statement) {
        Map<String, Outbox.Unsent> unsent = outbox.unsent(WRITER);
        return store.of(statement).stream()
                .map(item -> told(item, Optional.ofNullable(unsent.get(String.valueOf(item.id())))))
                .toList();
    }

    private static Told told(Item item, Optional<Outbox.Unsent> unsent) {
        return new Told(
                item.id(),
                item.news(),
                item.name(),
                item.at(),
                item.sent(),
                unsent.filter(mail -> !mail.givenUp()).isPresent(),
                unsent.flatMap(Outbox.Unsent::problem));
    }
}
