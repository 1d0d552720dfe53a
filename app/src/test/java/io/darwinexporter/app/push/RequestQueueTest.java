package io.darwinexporter.app.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

class RequestQueueTest {

    private final PushReport report = new PushReport(true);
    private final RequestQueue queue = new RequestQueue(10, report);

    @Test
    void oldestIsTakenFirst() throws Exception {
        byte[] first = new byte[4];
        byte[] second = new byte[4];
        queue.add(first);
        queue.add(second);

        assertThat(queue.take()).isSameAs(first);
        assertThat(queue.take()).isSameAs(second);
    }

    @Test
    void oldestMakeRoom() throws Exception {
        byte[] fourth = new byte[7];
        queue.add(new byte[4]);
        queue.add(new byte[4]);
        byte[] third = new byte[2];
        queue.add(third);
        assertThat(report).satisfies(told("queue_requests 3", "queue_bytes 10", "dropped_requests_total{reason=overflow} 0"));

        queue.add(fourth);

        assertThat(report).satisfies(told("queue_requests 2", "queue_bytes 9", "dropped_requests_total{reason=overflow} 2"));
        assertThat(queue.take()).isSameAs(third);
        assertThat(queue.take()).isSameAs(fourth);
        assertThat(report).satisfies(told("queue_requests 0", "queue_bytes 0"));
    }

    @Test
    void newestIsKeptWhateverItsSize() throws Exception {
        byte[] large = new byte[1000];
        queue.add(new byte[1]);

        queue.add(large);

        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.take()).isSameAs(large);
    }

    @Test
    void whatIsPutBackIsTakenNext() throws Exception {
        byte[] first = new byte[1];
        queue.add(first);
        queue.add(new byte[1]);

        queue.putBack(queue.take());

        assertThat(queue.take()).isSameAs(first);
        assertThat(report).satisfies(told("queue_requests 1", "queue_bytes 1", "dropped_requests_total{reason=overflow} 0"));
    }

    @Test
    void whatIsPutBackMakesRoomForWhatIsNewer() throws Exception {
        byte[] newer = new byte[9];
        queue.add(new byte[2]);
        byte[] older = queue.take();
        queue.add(newer);

        queue.putBack(older);

        assertThat(queue.take()).isSameAs(newer);
        assertThat(report).satisfies(told("dropped_requests_total{reason=overflow} 1"));
    }

    @Test
    void onlyOneThatIsPutBackIsKept() throws Exception {
        queue.add(new byte[1000]);

        queue.putBack(queue.take());

        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void closedQueueIsEmptiedAndThenHasNothing() throws Exception {
        queue.add(new byte[1]);
        queue.close();

        assertThat(queue.take()).isNotNull();
        assertThat(queue.take()).isNull();
    }

    private static Consumer<PushReport> told(String... lines) {
        return report -> assertThat(ReportText.of(report)).contains(lines);
    }
}
