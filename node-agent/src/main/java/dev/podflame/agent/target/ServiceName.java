package dev.podflame.agent.target;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the processes of a target are named.
///
/// @param template the service's name; may hold `${placeholder}`s of [#PLACEHOLDERS]. Empty: the default rule
/// @param namespace the namespace of the service
public record ServiceName(String template, String namespace) {

    public static final String DEFAULT_NAMESPACE = "host";

    /// What a template may ask for. `default` is what the default rule says.
    public static final Set<String> PLACEHOLDERS =
            Set.of("default", "container", "image", "unit", "program", "executable", "user");

    static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    /// The default rule in the default namespace.
    public static final ServiceName DEFAULT = new ServiceName("", DEFAULT_NAMESPACE);

    /// The name of one process's service.
    ///
    /// @param values a value for each placeholder; an empty one makes the whole name fall back to the default rule
    public String of(Map<String, String> values) {
        String byDefault = values.getOrDefault("default", "");
        if (template.isEmpty()) {
            return byDefault;
        }
        StringBuilder name = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(template);
        while (placeholder.find()) {
            String value = values.getOrDefault(placeholder.group(1), "");
            if (value.isEmpty()) {
                return byDefault;
            }
            placeholder.appendReplacement(name, Matcher.quoteReplacement(value));
        }
        return placeholder.appendTail(name).toString();
    }
}
