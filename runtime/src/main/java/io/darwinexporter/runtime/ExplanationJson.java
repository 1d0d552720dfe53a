package io.darwinexporter.runtime;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.darwinexporter.internal.explain.Explanation;
import io.darwinexporter.internal.explain.Explanation.Ancestor;
import io.darwinexporter.internal.explain.Explanation.Fact;
import io.darwinexporter.internal.explain.Explanation.Placement;
import io.darwinexporter.internal.explain.Explanation.Reading;
import io.darwinexporter.internal.explain.Explanation.Unread;
import io.darwinexporter.internal.filter.NameDecision;
import io.darwinexporter.internal.rule.RuleVerdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Explanations as JSON. Values are in the unit that the name of the measure says; what is not known is not there.
 */
final class ExplanationJson {

    private ExplanationJson() {
    }

    static JsonArray of(List<Explanation> explanations) {
        JsonArray all = new JsonArray();
        for (Explanation explanation : explanations) {
            all.add(of(explanation));
        }
        return all;
    }

    static JsonObject of(Explanation explanation) {
        Explanation.Subject subject = explanation.subject();
        JsonObject json = new JsonObject()
                .put("pid", subject.pid())
                .put("name", subject.name())
                .put("commandName", subject.commandName())
                .put("user", subject.user())
                .put("userId", subject.userId())
                .put("state", subject.state())
                .put("startTime", subject.startTime().toString());
        putPlacement(json, explanation.placement());
        return json.put("selection", selection(explanation.selection()))
                .put("rules", rules(explanation.rules()))
                .put("facts", facts(explanation.facts()))
                .put("ancestors", ancestors(explanation.ancestors()))
                .put("readings", readings(explanation.readings()))
                .put("unread", unread(explanation.unread()));
    }

    private static void putPlacement(JsonObject json, Placement placement) {
        if (placement.group() != null) {
            json.put("group", placement.group());
        }
        json.put("reason", label(placement.reason())).put("why", placement.why());
    }

    private static JsonObject selection(NameDecision decision) {
        JsonObject json = new JsonObject().put("accepted", decision.accepted()).put("reason", label(decision.reason()));
        if (decision.pattern() != null) {
            json.put("pattern", decision.pattern());
        }
        return json;
    }

    private static JsonArray rules(List<RuleVerdict> verdicts) {
        JsonArray all = new JsonArray();
        for (RuleVerdict verdict : verdicts) {
            JsonArray reasons = new JsonArray();
            for (RuleVerdict.Reason reason : verdict.reasons()) {
                reasons.add(new JsonObject().put("selector", reason.key()).put("wanted", new JsonArray(reason.wanted()))
                        .put("found", reason.found()).put("takes", reason.takes()));
            }
            JsonObject json = new JsonObject().put("place", verdict.rule().place()).put("matched", verdict.matched());
            if (verdict.matched()) {
                json.put("group", verdict.groupName());
            }
            all.add(json.put("selectors", reasons).put("captures", new JsonObject(Map.copyOf(verdict.captures()))));
        }
        return all;
    }

    private static JsonObject facts(List<Fact> all) {
        JsonObject json = new JsonObject();
        for (Fact fact : all) {
            JsonObject account = new JsonObject().put("wanted", fact.wanted()).put("values", new JsonArray(fact.values()));
            if (fact.failure() != null) {
                account.put("failure", fact.failure().label());
            }
            json.put(label(fact.fact()), account);
        }
        return json;
    }

    private static JsonArray ancestors(List<Ancestor> ancestors) {
        JsonArray all = new JsonArray();
        for (Ancestor ancestor : ancestors) {
            JsonObject json = new JsonObject().put("pid", ancestor.pid());
            if (ancestor.name() != null) {
                json.put("name", ancestor.name());
            }
            if (ancestor.group() != null) {
                json.put("group", ancestor.group());
            }
            all.add(json);
        }
        return all;
    }

    private static JsonObject readings(List<Reading> readings) {
        JsonObject json = new JsonObject();
        for (Reading reading : readings) {
            json.put(label(reading.measure()), reading.value());
        }
        return json;
    }

    private static JsonObject unread(List<Unread> all) {
        JsonObject json = new JsonObject();
        for (Unread unread : all) {
            json.put(label(unread.measure()), label(unread.reason()));
        }
        return json;
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
