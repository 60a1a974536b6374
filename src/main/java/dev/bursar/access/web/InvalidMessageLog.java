package dev.bursar.access.web;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.RpcInvocationEvent;
import com.vaadin.flow.server.communication.RpcInvocationListener;
import com.vaadin.flow.server.communication.ServerRpcHandler;
import com.vaadin.flow.server.communication.UidlRequestHandler;
import com.vaadin.flow.server.dau.DauEnforcementException;
import dev.bursar.access.rights.SignedIn;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Writes into the log who sent what no page of Bursar's sends. Vaadin takes no notice of it, and for the most part says so to
 * nobody; a slow connection may send one such message, many are somebody's work.
 */
@Component
class InvalidMessageLog implements VaadinServiceInitListener {
    private static final Logger log = LoggerFactory.getLogger(InvalidMessageLog.class);
    private static final String CALL = "publishedEventHandler";

    /** What people do; components tell of themselves too, and may do so late. */
    private static final Set<String> ACTS =
            Set.of("click", "confirm", "change", "item-click", "drop", "grid-drop", "keydown");

    private static final int MOST_LINES_A_MINUTE = 60;

    private final LineLimit lines;

    InvalidMessageLog(Clock clock) {
        lines = new LineLimit(log, MOST_LINES_A_MINUTE, clock);
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addRequestHandler(new Messages());
        event.getSource().addRpcInvocationListener(new Invocations());
    }

    private void warn(String what) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        lines.warn(
                "No effect: {} sent {}",
                authentication != null && authentication.getPrincipal() instanceof SignedIn person
                        ? "person:" + person.person()
                        : "somebody who is not signed in",
                what);
    }

    private static String plain(@Nullable String name) {
        var plain = name == null ? "" : name.replaceAll("[^A-Za-z0-9-]", "?");
        return plain.substring(0, Math.min(plain.length(), 40));
    }

    /** Messages as a whole. */
    private final class Messages extends UidlRequestHandler {
        @Override
        protected ServerRpcHandler createRpcHandler() {
            return new ServerRpcHandler() {
                @Override
                public void handleRpc(UI ui, String message, VaadinRequest request)
                        throws InvalidUIDLSecurityKeyException, MessageIdSyncException {
                    try {
                        super.handleRpc(ui, message, request);
                    } catch (InvalidUIDLSecurityKeyException e) {
                        warn("a message with a forged token");
                        throw e;
                    } catch (ClientResentPayloadException e) {
                        warn("the last message again");
                        throw e;
                    } catch (MessageIdSyncException e) {
                        warn("message " + e.getReceivedId() + " where " + e.getExpectedId() + " was due");
                        throw e;
                    } catch (ResynchronizationRequiredException | DauEnforcementException e) {
                        throw e;
                    } catch (RuntimeException | AssertionError e) {
                        // what goes wrong in the portal's own code is caught further in
                        warn("a message that can't be read: " + e.getClass().getSimpleName());
                    }
                }
            };
        }
    }

    /** What a message asks for. */
    private final class Invocations implements RpcInvocationListener {
        @Override
        public void invocationStarted(RpcInvocationEvent event) {
            var call = event.getType().equals(CALL);
            if (!call && !(event.getType().equals("event") && ACTS.contains(event.getName()))) {
                return;
            }
            var node = event.getUI().getInternals().getStateTree().getNodeById(event.getNodeId());
            if (node == null || !node.isAttached()) {
                // a table asks for rows of itself while it is taken away
                if (!call) {
                    warn("a " + plain(event.getName()) + " on something that is not on their page");
                }
            } else if (!call && node.isInactive() || !node.isEnabled()) {
                warn("a " + plain(event.getName()) + " on something hidden or disabled");
            }
        }

        @Override
        public void invocationFailed(RpcInvocationEvent event, Throwable error) {
            if (event.getType().equals(CALL)) {
                warn("a call of " + plain(event.getName()) + ", which pages don\u2019t call");
            }
        }
    }

    /** Writes at most so many warnings a minute, so that nobody can fill the log; says how many it left out. */
    static final class LineLimit {
        private final Logger log;
        private final int most;
        private final Clock clock;

        private Instant minute = Instant.MIN;
        private int written;
        private long leftOut;

        LineLimit(Logger log, int most, Clock clock) {
            this.log = log;
            this.most = most;
            this.clock = clock;
        }

        synchronized void warn(String format, Object... values) {
            Instant now = clock.instant();
            if (!now.isBefore(minute.plusSeconds(60))) {
                if (leftOut > 0) {
                    log.warn("{} more warnings of this kind were not written", leftOut);
                }
                minute = now;
                written = 0;
                leftOut = 0;
            }
            if (written < most) {
                written++;
                log.warn(format, values);
            } else {
                leftOut++;
            }
        }
    }
}
