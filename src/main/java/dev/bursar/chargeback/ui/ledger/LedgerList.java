package dev.bursar.chargeback.ui.ledger;

import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerAccount.Fixed;
import dev.bursar.chargeback.ledger.LedgerQuestion;
import dev.bursar.chargeback.ledger.LedgerTransaction.Kind;
import dev.bursar.list.AddressReader;
import dev.bursar.list.Dimensions;
import dev.bursar.list.ListAddress;
import dev.bursar.list.ListState;
import dev.bursar.list.Setting;
import module java.base;

/** What can be chosen on the page of the ledger. */
final class LedgerList {
    static final Setting<Optional<YearMonth>> MONTH = Setting.month("month");
    /** A team's number, or the account's word: {@code aws-receivable}. */
    static final Setting<Optional<LedgerAccount>> ACCOUNT =
            Setting.optional("account", LedgerList::account, LedgerList::word, "unknown account");

    static final Setting<Optional<Kind>> KIND = Setting.optional("kind", Kind.class, "kind");
    /** The last month of which balances are shown. */
    static final Setting<Optional<YearMonth>> UNTIL = Setting.month("until");
    /** Whose panel is open. */
    static final Setting<Optional<Long>> OPEN = Setting.number("transaction").opensPanel();

    static final ListAddress ADDRESS =
            new ListAddress(ChargebackLinks.LEDGER, Dimensions.none(), MONTH, ACCOUNT, KIND, UNTIL, OPEN);

    private LedgerList() {}

    private static Optional<LedgerAccount> account(String word) {
        return word.matches("[1-9][0-9]{0,8}")
                ? Optional.of(new LedgerAccount.Team(Integer.parseInt(word)))
                : AddressReader.constant(Fixed.class, word).map(fixed -> fixed);
    }

    private static String word(LedgerAccount account) {
        return switch (account) {
            case LedgerAccount.Team(int team) -> String.valueOf(team);
            case Fixed fixed -> AddressReader.word(fixed);
        };
    }

    static LedgerQuestion question(ListState list) {
        return new LedgerQuestion(list.get(MONTH), list.get(ACCOUNT), list.get(KIND));
    }

    /** All transactions. */
    static ListState all(ListState list) {
        return list.without(MONTH, ACCOUNT, KIND);
    }
}
