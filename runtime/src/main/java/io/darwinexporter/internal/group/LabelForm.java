package io.darwinexporter.internal.group;

/**
 * What some output makes of a group's labels: the bytes that stand between braces, say. See {@link GroupLabels#in}.
 * <p>
 * The instance is what the result is kept under, so an output has one for all groups, as long as it lives.
 *
 * @param <T> not to be changed once made
 */
@FunctionalInterface
public interface LabelForm<T> {
    T of(GroupLabels labels);
}
