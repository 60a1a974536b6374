package dev.bursar.sync.run;

/** The node is being stopped: the run ends here and goes on where and when its job is picked up next. */
public final class NodeStopping extends RuntimeException {
    public NodeStopping() {
        super("The node stops");
    }
}
