package dev.bursar.access.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.access.OwnAccount;
import dev.bursar.access.OwnDetails;
import dev.bursar.access.factor.SecondFactor;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Styled;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import org.springframework.security.access.AccessDeniedException;

/** A person's own page: name, password, second factor, sessions, and how the portal looks to them. */
@Route("account")
@PageTitle("Account")
@PermitAll
class AccountView extends Div implements AfterNavigationObserver {
    private final OwnAccount account;
    private final SecondFactor factor;
    private final Clock clock;
    private final PageHeader header = new PageHeader("Account");
    private final Div content = new Div();

    AccountView(OwnAccount account, SecondFactor factor, Clock clock) {
        this.account = account;
        this.factor = factor;
        this.clock = clock;
        addClassNames("page", "account");
        add(header, content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        load();
    }

    private void load() {
        content.removeAll();
        try {
            show(account.details());
        } catch (AccessDeniedException ended) {
            throw ended;
        } catch (RuntimeException e) {
            content.add(new FailedState(
                    "Your account could not be loaded",
                    "Nothing was changed.",
                    Reference.of(e),
                    clock.instant(),
                    this::load));
        }
    }

    private void show(OwnDetails own) {
        header.facts(new FactLine("User name " + own.userName(), RoleNames.of(own.roles())));
        var sessions = new SessionsCard(account);
        var left = Styled.stack(sessions);
        if (own.hasPassword()) {
            left.addComponentAsFirst(new SecondFactorCard(factor, sessions::load));
        }
        var right = Styled.stack(new NameCard(account, own));
        if (own.hasPassword()) {
            right.add(new PasswordCard(account, sessions::load));
        }
        right.add(new AppearanceCard(account, own.numberStyle()));
        content.add(Styled.div("columns", left, right));
    }
}
