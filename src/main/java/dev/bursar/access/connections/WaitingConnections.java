package dev.bursar.access.connections;

import dev.bursar.access.rights.SignInOrigin;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Connections on which a request, or more of one, has yet to come, by the address that they come from. When an address has more than
 * its share, the one that has waited longest ends: a real request comes within a moment, even where a proxy gives everybody the
 * same address.
 */
final class WaitingConnections {
    /** A third of all connections. */
    static final int SHARE = 500;

    /** Those that ended in another way are forgotten once there are so many. */
    private static final int MOST_ENDED = 3_000;

    private final int share;
    private final Map<SocketChannel, String> addresses = new HashMap<>();
    private final Map<String, Set<SocketChannel>> byAddress = new HashMap<>();

    WaitingConnections(int share) {
        this.share = share;
    }

    /** It waits from now on. */
    synchronized void waits(SocketChannel connection) throws IOException {
        goesOn(connection);
        stillWaits(connection);
    }

    /** It waits from now on, unless it has done so already. */
    synchronized void stillWaits(SocketChannel connection) throws IOException {
        if (!(connection.getRemoteAddress() instanceof InetSocketAddress remote)) {
            return;
        }
        if (addresses.size() >= MOST_ENDED) {
            Set.copyOf(addresses.keySet()).stream().filter(one -> !one.isOpen()).forEach(this::goesOn);
        }
        String address = SignInOrigin.network(remote.getAddress().getHostAddress());
        addresses.put(connection, address);
        Set<SocketChannel> here = byAddress.computeIfAbsent(address, any -> new LinkedHashSet<>());
        here.add(connection);
        // what has just been accepted may not have been read yet: such a one is judged when it has been, as others are
        // then
        while (here.size() > share) {
            Optional<SocketChannel> longest =
                    here.stream().filter(WaitingConnections::isSilent).findFirst();
            if (longest.isEmpty()) {
                return;
            }
            goesOn(longest.get());
            end(longest.get());
        }
    }

    /** Whether its client has sent nothing that the portal hasn't read yet. */
    private static boolean isSilent(SocketChannel connection) {
        try {
            return connection.socket().getInputStream().available() == 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** What it was waited for has come. */
    synchronized void goesOn(SocketChannel connection) {
        String address = addresses.remove(connection);
        if (address != null) {
            Set<SocketChannel> here = byAddress.get(address);
            if (here != null && here.remove(connection) && here.isEmpty()) {
                byAddress.remove(address);
            }
        }
    }

    /** Tomcat finds the end of what the client sends, and closes the connection in its own order. */
    private static void end(SocketChannel connection) {
        try {
            connection.shutdownInput();
        } catch (IOException e) {
            // it has ended already
        }
    }
}
