package io.darwinexporter.internal.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BodyMemoryTest {

    private final BodyMemory memory = new BodyMemory(1000);
    private final BodyPool texts = memory.pool(400);
    private final BodyPool zipped = memory.pool(80);

    @Test
    void bodiesThatAreHeldTakeNoMoreThanTheLimit() {
        ResponseBody first = texts.take();
        texts.take();

        assertThatThrownBy(texts::take).isInstanceOf(NoRoomException.class);
        assertThat(zipped.take().bytes()).hasSize(90);

        first.release();
        assertThat(texts.take()).isSameAs(first);
    }

    @Test
    void bodiesThatNobodyHoldsMakeRoomForOthers() {
        texts.take().release();
        ResponseBody zip = zipped.take();
        for (int i = 0; i < 5; i++) {
            zipped.take();
        }

        assertThat(texts.bytes()).as("still kept").isEqualTo(450);
        zipped.take();
        assertThat(texts.bytes()).as("given up for the last one").isZero();
        assertThat(zip.isHeld()).isTrue();
    }

    @Test
    void oneBodyAloneMayBeLongerThanTheLimit() {
        ResponseBody body = texts.take();
        body.fill(new byte[5000], 5000);
        body.release();
        memory.clear();

        assertThat(texts.take().bytes()).hasSizeGreaterThan(1000);
        assertThatThrownBy(zipped::take).isInstanceOf(NoRoomException.class);
    }

    @Test
    void surplusBodiesAreForgottenWhenTheyCameBack() {
        BodyMemory large = new BodyMemory(1_000_000);
        BodyPool pool = large.pool(800);
        ResponseBody[] taken = new ResponseBody[20];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = pool.take();
        }
        for (ResponseBody body : taken) {
            body.release();
        }

        pool.take();

        assertThat(pool.bytes()).isEqualTo(2 * ExpositionFormat.values().length * 900);
    }
}
