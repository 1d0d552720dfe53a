package io.darwinexporter.internal.metric;

import io.darwinexporter.internal.collect.CollectionResult;

/** A metric: what it is, and its samples of a collection. */
public interface MetricFamily {

    FamilyDescription description();

    /**
     * Tells the samples there are: groups in the order of their table. A value that is not known has no sample; there may be
     * none at all.
     *
     * @param result readable during the call, that is, lent to the caller
     */
    void collect(CollectionResult result, SampleSink sink);
}
