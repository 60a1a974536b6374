package dev.bursar.sync;

/** The node is being stopped: the run ends here and goes on where and when its job is picked up next. */
final class NodeStopping extends RuntimeException {
    NodeStopping() {
        super("The node stops");
    }
}
