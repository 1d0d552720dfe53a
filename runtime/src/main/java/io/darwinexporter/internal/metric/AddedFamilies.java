package io.darwinexporter.internal.metric;

import java.util.List;

/**
 * Metrics of the program around the exporter, shown in every profile after those that the exporter tells about itself.
 */
@FunctionalInterface
public interface AddedFamilies {

    /** The same whenever it is asked; mostly none. Their names begin with {@code darwin_exporter_}. */
    List<MetricFamily> families();
}
