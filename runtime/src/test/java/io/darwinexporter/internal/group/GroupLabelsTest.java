package io.darwinexporter.internal.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class GroupLabelsTest {

    private final GroupLabels labels = new GroupLabels("web", "nginx", "root", Map.of());
    private final List<String> made = new ArrayList<>();

    @Test
    void everyFormIsMadeOnce() {
        LabelForm<String> joined = group -> made(group.groupName() + group.name() + group.user());
        LabelForm<List<String>> listed = group -> List.of(made(group.user()));
        LabelForm<String> named = group -> made(group.name());

        for (int i = 0; i < 3; i++) {
            assertThat(labels.in(joined)).isEqualTo("webnginxroot");
            assertThat(labels.in(listed)).containsExactly("root");
            assertThat(labels.in(named)).isEqualTo("nginx");
        }
        assertThat(made).containsExactly("webnginxroot", "root", "nginx");
    }

    private String made(String text) {
        made.add(text);
        return text;
    }
}
