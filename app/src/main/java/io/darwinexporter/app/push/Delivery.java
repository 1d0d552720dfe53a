package io.darwinexporter.app.push;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

/**
 * Delivers what is in the queue, in order, one request at a time, on a thread of its own. A request that may be accepted
 * later is sent again after a while; one that never will be is dropped.
 * <p>
 * Tells in the log when requests do not arrive, each reason once, and when they arrive again.
 */
final class Delivery {

    private static final Logger LOG = Logger.getLogger(Delivery.class);

    private final RequestQueue queue;
    private final Receiver receiver;
    private final String receiverText;
    private final Backoff backoff;
    private final PushReport report;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "darwin-exporter-push");
    /** The reasons that have been told since the last request that was accepted whole. */
    private final Set<String> told = new HashSet<>();

    /** @param receiverText the receiver as it may be logged */
    Delivery(RequestQueue queue, Receiver receiver, String receiverText, Backoff backoff, PushReport report) {
        this.queue = queue;
        this.receiver = receiver;
        this.receiverText = receiverText;
        this.backoff = backoff;
        this.report = report;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            for (byte[] body = queue.take(); body != null; body = queue.take()) {
                Answer answer = receiver.send(body);
                report.answered(answer);
                tell(answer);
                switch (answer.outcome()) {
                    case ACCEPTED -> backoff.reset();
                    case REFUSED -> {
                        report.dropped(PushReport.Loss.REFUSED);
                        backoff.reset();
                    }
                    case LATER -> {
                        queue.putBack(body);
                        if (isClosing()) {
                            return;
                        }
                        closing.await(wait(answer).toMillis(), TimeUnit.MILLISECONDS);
                    }
                }
            }
        } catch (InterruptedException e) {
            // There is no time left: see close.
            Thread.currentThread().interrupt();
        }
    }

    private Duration wait(Answer answer) {
        Duration wait = backoff.next();
        return answer.retryAfter().compareTo(wait) > 0 ? answer.retryAfter() : wait;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void tell(Answer answer) {
        if (answer.reason().isEmpty()) {
            if (!told.isEmpty()) {
                LOG.infof("metrics arrive at %s again", receiverText);
                told.clear();
            }
            return;
        }
        String consequence = switch (answer.outcome()) {
            case ACCEPTED -> answer.rejectedPoints() + " of them were not accepted";
            case LATER -> "they will be sent again";
            case REFUSED -> "they are dropped";
        };
        LOG.logf(told.add(answer.reason()) ? Logger.Level.WARN : Logger.Level.DEBUG,
                "metrics do not arrive at %s (%s%s): %s", receiverText, answer.reason(),
                answer.details().isEmpty() ? "" : ", \"" + answer.details() + '"', consequence);
    }

    /**
     * Delivers what waits, and stops; at once when a request is not accepted.
     *
     * @param patience after which all is given up
     */
    void close(Duration patience) throws InterruptedException {
        queue.close();
        closing.countDown();
        thread.join(patience.toMillis());
        if (thread.isAlive()) {
            thread.interrupt();
        }
        int left = queue.size();
        if (left > 0) {
            LOG.warnf("%d requests with metrics could not be delivered to %s before the end", left, receiverText);
        }
    }
}
