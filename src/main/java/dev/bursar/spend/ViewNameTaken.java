package dev.bursar.spend;

/** The person has a view of this name already, in whatever case; nothing was changed. */
public class ViewNameTaken extends RuntimeException {
    ViewNameTaken() {
        super("The view's name is taken");
    }
}
