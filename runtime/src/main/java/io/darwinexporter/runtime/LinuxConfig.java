package io.darwinexporter.runtime;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Ways to read the processes of Linux for less. */
@ConfigGroup
public interface LinuxConfig {

    /**
     * Whether the files of a process are left unread if none of its threads has run since the last collection. Needs
     * taskstats (CAP_NET_ADMIN) for the proof.
     */
    @WithDefault("true")
    @WithConverter(SettingConverters.Switch.class)
    boolean skipIdle();

    /**
     * After how many collections such a process is read all the same, for what others can do to it: memory reclaimed by the
     * kernel, priorities and limits set from outside. So late it is seen at the latest. 1: in each collection.
     */
    @WithDefault("20")
    @WithConverter(SettingConverters.Limit.class)
    int fullReadEvery();

    /**
     * Whether the files of processes that run are kept open from one collection to the next, four of each process. At most
     * half of the descriptors that this process may have are used for it.
     */
    @WithDefault("true")
    @WithConverter(SettingConverters.Switch.class)
    boolean keepDescriptors();

    /**
     * How much memory of the kernel files that are kept open may take, 4 KiB each. It is no part of this process's own, but
     * counts for its control group.
     */
    @WithDefault("32M")
    MemorySize keptMemory();
}
