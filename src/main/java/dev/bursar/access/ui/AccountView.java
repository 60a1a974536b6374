package dev.bursar.access.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinSession;
import dev.bursar.access.OwnAccount;
import dev.bursar.access.OwnDetails;
import dev.bursar.access.factor.SecondFactor;
import dev.bursar.access.password.PasswordRefused;
import dev.bursar.access.password.Throttled;
import dev.bursar.access.password.WrongPassword;
import dev.bursar.access.rights.OwnSession;
import dev.bursar.kernel.NumberStyle;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.NumberStyles;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Reference;
import dev.bursar.ui.SchemeCookie;
import dev.bursar.ui.Section;
import dev.bursar.ui.Segmented;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import jakarta.annotation.security.PermitAll;
import module java.base;
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
        left.add(new AppearanceCard(account, own.numberStyle()));
        content.add(Styled.div("columns", left, right));
    }

    /** How the portal calls the person. */
    static final class NameCard extends Composite<Section> {
        private final OwnAccount account;
        private final TextField name = new TextField("Your name");
        private int version;

        NameCard(OwnAccount account, OwnDetails own) {
            this.account = account;
            version = own.version();
            name.setValue(own.displayName());
            name.setHelperText("Shown in the menu, in the activity log and to others");
            name.setMaxLength(200);
            name.setRequiredIndicatorVisible(true);
            name.setManualValidation(true);
            name.addKeyPressListener(Key.ENTER, enter -> save());
            var form = Styled.div("form", name, Buttons.neutral("Save name", click -> save()));
            getContent().with(form);
        }

        @Override
        protected Section initContent() {
            return new Section("Name");
        }

        private void save() {
            name.setInvalid(false);
            try {
                account.rename(name.getValue(), version);
            } catch (IllegalArgumentException unreadable) {
                FieldErrors.show(
                        name,
                        name.isEmpty() ? "Enter your name" : "Use at most 200 letters, digits and symbols on one line");
                name.focus();
                return;
            } catch (StaleEdit stale) {
                version = account.details().version();
                FieldErrors.show(name, "Your account was changed in the meantime. Save again to keep this name.");
                return;
            }
            version = account.details().version();
            Notices.success("Name saved. The menu shows it on the next page you open.");
        }
    }

    /** Colours and figures as the person likes them. */
    static final class AppearanceCard extends Composite<Section> {
        private static final BigDecimal EXAMPLE = new BigDecimal("1234.56");

        private final Segmented<ColorScheme.Value> scheme = new Segmented<>(
                "Colours",
                List.of(ColorScheme.Value.SYSTEM, ColorScheme.Value.LIGHT, ColorScheme.Value.DARK),
                AppearanceCard::words,
                chosen -> getUI().ifPresent(ui -> SchemeCookie.choose(ui, chosen)));

        AppearanceCard(OwnAccount account, NumberStyle style) {
            var label = Styled.span("form-label", "Colours in this browser");
            var numbers = new Select<NumberStyle>();
            numbers.setLabel("Number format");
            numbers.setItems(NumberStyle.values());
            numbers.setItemLabelGenerator(one -> Formats.grouped(EXAMPLE, one));
            numbers.setHelperText("Applies to pages. Exported files keep a format that programs can read.");
            numbers.setValue(style);
            numbers.addValueChangeListener(change -> {
                account.chooseNumbers(change.getValue());
                NumberStyles.use(VaadinSession.getCurrent(), change.getValue());
            });
            var form = Styled.div("form", new Div(label, scheme), numbers);
            getContent().with(form);
        }

        @Override
        protected Section initContent() {
            return new Section("Appearance");
        }

        @Override
        protected void onAttach(AttachEvent event) {
            scheme.value(SchemeCookie.read(VaadinRequest.getCurrent()));
            var listening = ComponentUtil.addListener(
                    event.getUI(), SchemeCookie.Chosen.class, chosen -> scheme.value(chosen.scheme()));
            addDetachListener(detach -> {
                detach.unregisterListener();
                listening.remove();
            });
        }

        private static String words(ColorScheme.Value scheme) {
            return switch (scheme) {
                case LIGHT -> "Light";
                case DARK -> "Dark";
                default -> "System";
            };
        }
    }

    /** Where the person is signed in, and the way to end it there. */
    static final class SessionsCard extends Composite<Section> {
        private final OwnAccount account;
        private final Grid<OwnSession> grid = new Grid<>();
        private final Button endOthers = Buttons.neutral("End all other sessions", click -> endOthers());

        SessionsCard(OwnAccount account) {
            this.account = account;
            grid.addComponentColumn(one -> Tables.narrowLine(
                            PlainText.name(one.browser()),
                            PlainText.cut(one.address(), 45) + " · seen " + Formats.moment(one.lastSeen())))
                    .setHeader("Browser")
                    .setWidth("150px")
                    .setFlexGrow(3);
            Tables.sized(
                    Tables.wideOnly(grid.addComponentColumn(one -> PlainText.name(one.address()))), "Address", 110, 2);
            Tables.sized(Tables.wideOnly(grid.addColumn(one -> Formats.moment(one.started()))), "Started", 130, 1);
            Tables.sized(Tables.wideOnly(grid.addColumn(one -> Formats.moment(one.lastSeen()))), "Last seen", 130, 1);
            Tables.sized(grid.addComponentColumn(this::action), "", 132, 0)
                    .setHeader(Styled.span("visually-hidden", "Actions"))
                    .setTextAlign(ColumnTextAlign.END);
            grid.setAllRowsVisible(true);
            grid.setSelectionMode(Grid.SelectionMode.NONE);
            grid.getElement().setAttribute("aria-label", "Sessions");
            getContent().flush().actions(endOthers).with(grid);
            load();
        }

        @Override
        protected Section initContent() {
            return new Section("Sessions");
        }

        void load() {
            var open = account.sessions();
            grid.setItems(open);
            endOthers.setVisible(open.size() > 1);
        }

        private Component action(OwnSession one) {
            if (one.here()) {
                return new StatusBadge(StatusBadge.Kind.INFO, Icons.MONITOR, "This session");
            }
            var end = Buttons.link("End", click -> end(one));
            end.setAriaLabel("End the session of " + one.browser() + " at " + one.address());
            return end;
        }

        private void end(OwnSession one) {
            account.endSession(one.id());
            load();
            Notices.success("Session ended: " + one.browser());
        }

        private void endOthers() {
            account.endOtherSessions();
            load();
            Notices.success("All other sessions have ended");
        }
    }

    /** Lets a person change the password that they know. */
    static final class PasswordCard extends Composite<Section> {
        private final OwnAccount account;
        private final Runnable changed;
        private final PasswordField present = new PasswordField("Current password");
        private final PasswordField next = new PasswordField("New password");
        private final PasswordField again = new PasswordField("Confirm new password");

        PasswordCard(OwnAccount account, Runnable changed) {
            this.account = account;
            this.changed = changed;
            present.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
            next.setAutocomplete(Autocomplete.NEW_PASSWORD);
            again.setAutocomplete(Autocomplete.NEW_PASSWORD);
            next.setHelperText("At least 12 characters. Your other sessions end.");
            fields().forEach(field -> {
                field.setMaxLength(1_000);
                field.setRequiredIndicatorVisible(true);
                field.setManualValidation(true);
            });
            again.addKeyPressListener(Key.ENTER, enter -> change());
            var form = Styled.div("form", present, next, again, Buttons.neutral("Change password", click -> change()));
            getContent().with(form);
        }

        @Override
        protected Section initContent() {
            return new Section("Password");
        }

        private Stream<PasswordField> fields() {
            return Stream.of(present, next, again);
        }

        private void change() {
            fields().forEach(field -> field.setInvalid(false));
            if (present.isEmpty()) {
                invalid(present, "Enter your current password");
            } else if (next.isEmpty()) {
                invalid(next, "Enter a new password");
            } else if (!again.getValue().equals(next.getValue())) {
                invalid(again, "The passwords don\u2019t match");
            } else {
                send();
            }
        }

        private void send() {
            try {
                account.changePassword(present.getValue(), next.getValue());
            } catch (WrongPassword wrong) {
                invalid(present, "This is not your current password");
                return;
            } catch (Throttled slowed) {
                invalid(present, "Too many attempts. Try again in " + Waits.spoken(slowed.seconds()) + ".");
                return;
            } catch (PasswordRefused refused) {
                invalid(next, PasswordText.of(refused));
                return;
            }
            fields().forEach(PasswordField::clear);
            changed.run();
            Notices.success("Password changed. Your other sessions have ended.");
        }

        private static void invalid(PasswordField field, String words) {
            FieldErrors.show(field, words);
            field.focus();
        }
    }
}
