package dev.bursar.ui;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import module java.base;

/** Asks for the reason of a decision, of at most 500 characters. */
public final class ReasonDialog extends Dialog {

    private final ReasonField reason = new ReasonField();
    private final Runnable stale;

    /**
     * What the dialog says.
     *
     * @param button what is done
     * @param denied said to who may not do it any more
     */
    public record Words(String title, String text, String button, String denied) {}

    /**
     * @param ofReason whether the reason is to be entered otherwise; else it can't be done any more
     * @param link to what stands in the way
     */
    public record Refusal(String words, boolean ofReason, Optional<NamedLink> link) {
        public Refusal(String words, boolean ofReason) {
            this(words, ofReason, Optional.empty());
        }
    }

    /**
     * @param refused what {@code act} throws where it refuses
     * @param act takes the reason
     * @param stale told where it can't be done any more
     */
    public <X extends RuntimeException> ReasonDialog(
            Words words, Class<X> refused, Function<X, Refusal> refusal, Consumer<String> act, Runnable stale) {
        this.stale = stale;
        setHeaderTitle(words.title());
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("change-dialog");
        setCloseOnOutsideClick(false);
        add(Styled.div("change-fields", new Paragraph(words.text()), reason));
        getFooter().add(Buttons.neutral("Cancel", click -> close()), Buttons.primary(words.button(), click -> {
            boolean done = UserAction.of(() -> act.accept(reason.getValue()))
                    .on(refused, why -> refuse(refusal.apply(why)))
                    .stale(() ->
                            giveUp("Someone else changed it in the meantime. Nothing was changed.", Optional.empty()))
                    .denied(words.denied())
                    .run();
            if (done) {
                close();
            }
        }));
    }

    private void refuse(Refusal refusal) {
        if (refusal.ofReason()) {
            reason.refuse(refusal.words());
        } else {
            giveUp(refusal.words(), refusal.link());
        }
    }

    private void giveUp(String words, Optional<NamedLink> link) {
        Notices.warning(words, link);
        close();
        stale.run();
    }
}
