package io.darwinexporter.internal.darwin.network;

import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Network traffic by process: asks the kernel control {@code com.apple.network.statistics} how sockets are when it is told to,
 * and listens in between, as sockets that close tell their last counts by themselves.
 * <p>
 * A daemon thread reads; the collecting thread asks for what is known. When the connection is lost, the reading thread makes
 * another one after a pause that grows, and totals stay. The control tells of the sockets of all users, without any
 * permission.
 */
public final class NetworkTraffic implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(NetworkTraffic.class);

    private static final long OPEN_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long UPDATE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int WAIT_MILLIS = 1_000;
    private static final long CLOSE_MILLIS = 2 * WAIT_MILLIS;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LAST_PAUSE_MILLIS = 60_000;
    /** A connection that lasts so long was a good one: the next pause is the first again. */
    private static final long GOOD_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Object lock = new Object();
    private final TrafficAccounts accounts = new TrafficAccounts();
    private final Thread reader = new Thread(this::read, "darwin-exporter-network");
    private @Nullable StatisticsConnection connection;
    private long connectedNanos;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private boolean interrupted;
    private boolean closed;
    private long missedUpdates;

    private NetworkTraffic() {
        reader.setDaemon(true);
    }

    /**
     * Connects, and starts to listen. Sockets that are there now count from now on.
     *
     * @throws NetworkUnavailableException if the control cannot be used here
     */
    public static NetworkTraffic open() throws NetworkUnavailableException {
        NetworkTraffic traffic = new NetworkTraffic();
        traffic.connect();
        traffic.awaitSubscription();
        traffic.reader.start();
        return traffic;
    }

    private void connect() throws NetworkUnavailableException {
        synchronized (lock) {
            connectedNanos = System.nanoTime();
            connection = StatisticsConnection.open(accounts, connectedNanos);
        }
    }

    /** Takes in answers until all providers have given one: a control may refuse there only. */
    private void awaitSubscription() throws NetworkUnavailableException {
        StatisticsConnection current = connection;
        while (current != null && !current.isSubscribed()) {
            current.await(WAIT_MILLIS);
            synchronized (lock) {
                long nowNanos = System.nanoTime();
                try {
                    current.receive(nowNanos);
                    if (!current.isSubscribed() && nowNanos - connectedNanos > OPEN_NANOS) {
                        throw new NetworkUnavailableException("no answer came in time");
                    }
                } catch (NetworkUnavailableException e) {
                    current.close();
                    throw e;
                }
            }
        }
    }

    private void read() {
        StatisticsConnection current = connectionToRead();
        while (current != null) {
            current.await(WAIT_MILLIS);
            receive(current);
            current = connectionToRead();
        }
    }

    /** The connection, made anew if it is lost; null once this is closed. */
    private @Nullable StatisticsConnection connectionToRead() {
        synchronized (lock) {
            while (!closed && connection == null) {
                reconnect();
            }
            StatisticsConnection current = connection;
            if (closed && current != null) {
                current.close();
                connection = null;
                return null;
            }
            return current;
        }
    }

    private void reconnect() {
        try {
            lock.wait(pauseMillis);
            if (!closed) {
                connect();
            }
        } catch (NetworkUnavailableException e) {
            lengthenPause();
            LOG.debug("network statistics are still not there", e);
        } catch (InterruptedException e) {
            // Nobody but a JVM that ends has this thread to interrupt.
            closed = true;
        }
    }

    private void receive(StatisticsConnection current) {
        synchronized (lock) {
            try {
                current.receive(System.nanoTime());
                if (interrupted && current.isSettled()) {
                    interrupted = false;
                    LOG.info("network traffic is counted again");
                }
            } catch (NetworkUnavailableException e) {
                lose(current, e);
            }
            if (!current.isWaiting()) {
                lock.notifyAll();
            }
        }
    }

    private void lose(StatisticsConnection current, NetworkUnavailableException loss) {
        LOG.logf(interrupted ? Logger.Level.DEBUG : Logger.Level.WARN, "network traffic is not counted for now: %s",
                loss.reason());
        interrupted = true;
        current.close();
        connection = null;
        accounts.disconnect();
        if (System.nanoTime() - connectedNanos > GOOD_NANOS) {
            pauseMillis = FIRST_PAUSE_MILLIS;
        } else {
            lengthenPause();
        }
        lock.notifyAll();
    }

    private void lengthenPause() {
        pauseMillis = Math.min(2 * pauseMillis, LAST_PAUSE_MILLIS);
    }

    /** Asks how all sockets are, if that is not being asked already. */
    public void requestUpdate() {
        synchronized (lock) {
            StatisticsConnection current = connection;
            if (current != null && !current.isWaiting()) {
                try {
                    current.poll(System.nanoTime());
                } catch (NetworkUnavailableException e) {
                    // The reading thread, which alone may close it, finds out the same.
                    LOG.debug("network statistics cannot be asked for", e);
                }
            }
        }
    }

    /** Waits until all sockets have been told of, for a short time; an answer that takes longer is counted. */
    public void awaitUpdate() {
        long startNanos = System.nanoTime();
        synchronized (lock) {
            try {
                while (connection != null && connection.isWaiting()) {
                    long leftNanos = UPDATE_NANOS - (System.nanoTime() - startNanos);
                    if (leftNanos <= 0) {
                        missedUpdates++;
                        return;
                    }
                    // Not 0, which means for ever.
                    lock.wait(1 + TimeUnit.NANOSECONDS.toMillis(leftNanos));
                }
                if (connection == null) {
                    missedUpdates++;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Tells the totals of a living process, 0 if it had no traffic. */
    public void tell(int pid, long uniqueId, ProcessTraffic into) {
        synchronized (lock) {
            accounts.tell(pid, uniqueId, into);
        }
    }

    /** Tells the totals of a process that has ended, if they have grown since they were told; returns whether it did. */
    public boolean tellLast(int pid, long uniqueId, ProcessTraffic into) {
        synchronized (lock) {
            return accounts.tellLast(pid, uniqueId, into);
        }
    }

    /** Notes that a process has gone: what its sockets tell from now on is lost, and counted as that. */
    public void leave(int pid, long uniqueId) {
        synchronized (lock) {
            accounts.leave(pid, uniqueId);
        }
    }

    /** Ends a collection: each process that is there has been asked for. */
    public void endCollection() {
        synchronized (lock) {
            accounts.endCollection();
        }
    }

    /** Whether there is a connection at the moment. */
    public boolean isConnected() {
        synchronized (lock) {
            return connection != null;
        }
    }

    /** The number of sockets that are followed. */
    public long sockets() {
        synchronized (lock) {
            return accounts.sources();
        }
    }

    /** Updates of sockets that could be credited to no process, since this was last asked. */
    public long takeLost() {
        synchronized (lock) {
            return accounts.takeLost();
        }
    }

    /** Messages that could not be understood, since this was last asked. */
    public long takeMalformed() {
        synchronized (lock) {
            return accounts.takeMalformed();
        }
    }

    /** Collections that went on without an answer, since this was last asked. */
    public long takeMissedUpdates() {
        synchronized (lock) {
            long taken = missedUpdates;
            missedUpdates = 0;
            return taken;
        }
    }

    /** Ends the thread, which closes the connection. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        // Its answer wakes the thread.
        requestUpdate();
        try {
            reader.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
