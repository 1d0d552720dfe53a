package io.darwinexporter.internal.darwin.network;

import io.darwinexporter.internal.darwin.binding.Errno;

/**
 * What is said over one connection to the control: it subscribes to providers one after the other, then polls all sources
 * twice, since the kernel loses updates without a word, and may have lost some of the first poll. After that it polls when it
 * is asked to.
 * <p>
 * A poll goes in rounds: the kernel tells of at most 100 sources, and says whether the same request is to be sent again.
 * <p>
 * Not thread-safe: used under the lock of {@link NetworkTraffic}, except for {@link #await}.
 */
final class StatisticsConnection implements AutoCloseable {

    /**
     * TCP and UDP of the kernel and of the network stack in user space. QUIC (8) is left out: whether its flows are those that
     * UDP in user space tells of, too, is not known.
     */
    private static final int[] PROVIDERS = { StatisticsMessages.PROVIDER_TCP_KERNEL,
            StatisticsMessages.PROVIDER_TCP_USERLAND, StatisticsMessages.PROVIDER_UDP_KERNEL,
            StatisticsMessages.PROVIDER_UDP_USERLAND };

    private static final int FIRST_POLLS = 2;
    private static final long ANSWER_NANOS = 5_000_000_000L;

    private final ControlSocket socket;
    private final TrafficAccounts accounts;
    private final StatisticsMessages messages = new StatisticsMessages();

    private int answered;
    private int accepted;
    private int polls;
    private long context;
    private boolean waiting;
    private long deadlineNanos;

    private StatisticsConnection(ControlSocket socket, TrafficAccounts accounts) {
        this.socket = socket;
        this.accounts = accounts;
    }

    /**
     * Connects and begins to subscribe.
     *
     * @throws NetworkUnavailableException if the control is not there, or refuses
     */
    static StatisticsConnection open(TrafficAccounts accounts, long nowNanos) throws NetworkUnavailableException {
        StatisticsConnection connection = new StatisticsConnection(ControlSocket.connect(), accounts);
        try {
            connection.subscribe(nowNanos);
        } catch (NetworkUnavailableException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private void subscribe(long nowNanos) throws NetworkUnavailableException {
        expectAnswer(nowNanos);
        socket.send(StatisticsRequests.addAll(socket.output(), context, PROVIDERS[answered]));
    }

    /** Begins to ask for the counts of all sources; only if nothing {@linkplain #isWaiting() is asked for} already. */
    void poll(long nowNanos) throws NetworkUnavailableException {
        expectAnswer(nowNanos);
        socket.send(StatisticsRequests.getUpdate(socket.output(), context));
    }

    private void expectAnswer(long nowNanos) {
        context++;
        waiting = true;
        deadlineNanos = nowNanos + ANSWER_NANOS;
    }

    /** Waits until there is something to {@linkplain #receive receive}; returns whether there is. */
    boolean await(int timeoutMillis) {
        return socket.await(timeoutMillis);
    }

    /**
     * Takes in all that has arrived, and says what is to be said next.
     *
     * @throws NetworkUnavailableException if the connection is of no use any more
     */
    void receive(long nowNanos) throws NetworkUnavailableException {
        for (int length = socket.receive(); length > 0; length = socket.receive()) {
            messages.wrap(socket.input(), length);
            while (messages.next()) {
                take(nowNanos);
            }
            if (messages.isMalformed()) {
                accounts.countMalformed();
            }
        }
        if (waiting && nowNanos - deadlineNanos > 0) {
            throw new NetworkUnavailableException("no answer came in time");
        }
    }

    private void take(long nowNanos) throws NetworkUnavailableException {
        switch (messages.type()) {
            case StatisticsMessages.SUCCESS -> {
                if (waiting && messages.context() == context) {
                    succeed(nowNanos);
                }
            }
            case StatisticsMessages.ERROR -> {
                if (waiting && messages.context() == context) {
                    fail(messages.error(), nowNanos);
                }
            }
            default -> accounts.take(messages);
        }
    }

    private void succeed(long nowNanos) throws NetworkUnavailableException {
        if (!isSubscribed()) {
            accepted++;
            goOn(nowNanos);
        } else if (messages.hasFlag(StatisticsMessages.FLAG_CONTINUATION)) {
            deadlineNanos = nowNanos + ANSWER_NANOS;
            socket.send(StatisticsRequests.getUpdate(socket.output(), context));
        } else {
            waiting = false;
            endPoll(nowNanos);
        }
    }

    private void fail(int error, long nowNanos) throws NetworkUnavailableException {
        if (isSubscribed()) {
            if (error == Errno.EAGAIN) {
                poll(nowNanos);
                return;
            }
            throw new NetworkUnavailableException("a poll failed with errno " + error);
        }
        if (error == Errno.EALREADY) {
            accepted++;
        } else if (error != Errno.ENOENT) {
            throw new NetworkUnavailableException("subscribing to provider " + PROVIDERS[answered] + " failed with errno "
                    + error);
        }
        goOn(nowNanos);
    }

    /** Goes to the next provider, or to the first poll. A provider that this release does not know is passed over. */
    private void goOn(long nowNanos) throws NetworkUnavailableException {
        answered++;
        if (!isSubscribed()) {
            subscribe(nowNanos);
        } else if (accepted == 0) {
            throw new NetworkUnavailableException("it has no provider for TCP or UDP");
        } else {
            poll(nowNanos);
        }
    }

    private void endPoll(long nowNanos) throws NetworkUnavailableException {
        if (polls == FIRST_POLLS) {
            return;
        }
        polls++;
        if (polls == FIRST_POLLS) {
            accounts.settle();
        } else {
            poll(nowNanos);
        }
    }

    /** Whether all providers have answered. */
    boolean isSubscribed() {
        return answered == PROVIDERS.length;
    }

    /** Whether it is known which sources were there at the start. */
    boolean isSettled() {
        return polls == FIRST_POLLS;
    }

    /** Whether an answer is still to come. */
    boolean isWaiting() {
        return waiting;
    }

    @Override
    public void close() {
        socket.close();
    }
}
