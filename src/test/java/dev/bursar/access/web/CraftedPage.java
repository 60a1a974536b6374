package dev.bursar.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.internal.StateNode;
import com.vaadin.flow.internal.nodefeature.ElementData;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.communication.PushConnection;
import dev.bursar.testing.Awaited;
import dev.bursar.testing.Browser;
import dev.bursar.testing.Probes;
import module java.base;
import java.net.http.HttpRequest;
import java.net.http.WebSocket;

/** An account page in a browser, and what can be sent from it. */
final class CraftedPage {
    final Browser browser;
    final UI ui;
    int message;

    CraftedPage(Probes.OpenedSessions opened, Browser browser) {
        this.browser = browser;
        assertThat(browser.get("/?v-r=init&location=account&query=").statusCode())
                .isEqualTo(200);
        var session = opened.of(browser);
        var vaadin = Collections.list(session.getAttributeNames()).stream()
                .map(session::getAttribute)
                .filter(VaadinSession.class::isInstance)
                .map(VaadinSession.class::cast)
                .findFirst()
                .orElseThrow();
        ui = locked(vaadin, () -> new ArrayList<>(vaadin.getUIs()).getLast());
        send(
                event(
                        ui.getElement().getNode().getId(),
                        "ui-navigate",
                        "{\"route\":\"account\",\"query\":\"\",\"appShellTitle\":\"\",\"historyState\":null,\"trigger\":\"\"}"));
    }

    static <T> T locked(VaadinSession session, Supplier<T> work) {
        session.lock();
        try {
            return work.get();
        } finally {
            session.unlock();
        }
    }

    int node(Predicate<Component> which) {
        return locked(ui.getSession(), () -> {
            var found = new ArrayList<Integer>();
            ui.getInternals().getStateTree().getRootNode().visitNodeTree((StateNode node) -> {
                if (node.hasFeature(ElementData.class)) {
                    Element.get(node).getComponent().filter(which).ifPresent(one -> found.add(node.getId()));
                }
            });
            return found.getFirst();
        });
    }

    String pushId() {
        return locked(ui.getSession(), ui.getSession()::getPushId);
    }

    String message(String token, int number, String rpc) {
        return "{\"csrfToken\":\"%s\",\"rpc\":[%s],\"syncId\":%d,\"clientId\":%d}"
                .formatted(
                        token,
                        rpc,
                        locked(ui.getSession(), () -> ui.getInternals().getServerSyncId()),
                        number);
    }

    String next(String rpc) {
        return message(ui.getCsrfToken(), message++, rpc);
    }

    String send(String rpc) {
        return post(next(rpc));
    }

    String post(String body) {
        var answer = browser.send(HttpRequest.newBuilder(browser.at("/?v-r=uidl&v-uiId=" + ui.getUIId()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    static String event(int node, String event, String data) {
        return "{\"type\":\"event\",\"node\":%d,\"event\":\"%s\",\"data\":%s}".formatted(node, event, data);
    }

    static String click(int node) {
        return event(node, "click", "{}");
    }

    /** @param arguments as JSON */
    static String call(int node, String method, String... arguments) {
        return "{\"type\":\"publishedEventHandler\",\"node\":%d,\"templateEventMethodName\":\"%s\",\"templateEventMethodArgs\":[%s],\"promise\":0}"
                .formatted(node, method, String.join(",", arguments));
    }

    /** What comes over a page's web socket, a text or the end. */
    static final class Heard implements WebSocket.Listener {
        private static final String END = "end";
        private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            all.add(text.toString());
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            all.add(END);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            all.add(END);
        }

        String until(String part) throws InterruptedException {
            for (; ; ) {
                var next = all.poll(20, TimeUnit.SECONDS);
                assertThat(next).as("what comes until " + part).isNotNull();
                if (next.contains(part)) {
                    return next;
                }
            }
        }

        /** All that comes until the portal closes the socket. */
        String rest() throws InterruptedException {
            var rest = new StringBuilder();
            for (var next = ""; !next.equals(END); ) {
                next = all.poll(20, TimeUnit.SECONDS);
                assertThat(next).as("what comes until the end").isNotNull();
                rest.append(next);
            }
            return rest.toString();
        }
    }

    WebSocket socket(String pushId, Heard heard) {
        return browser.socket(push(pushId), heard);
    }

    /** The page's own socket, when the portal has tied it to the page: Tomcat answers the handshake before that. */
    WebSocket connected(Heard heard) {
        var socket = socket(pushId(), heard);
        Awaited.until(() -> locked(
                ui.getSession(),
                () -> ui.getInternals().getPushConnection() instanceof PushConnection push && push.isConnected()));
        return socket;
    }

    String push(String pushId) {
        return "/VAADIN/push?v-r=push&v-uiId=" + ui.getUIId() + "&v-pushId=" + pushId
                + "&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=3.1.5-javascript"
                + "&X-Atmosphere-Transport=websocket&X-Atmosphere-TrackMessageSize=true&X-atmo-protocol=true";
    }

    static void overSocket(WebSocket socket, String message) {
        socket.sendText(message.length() + "|" + message, true)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
