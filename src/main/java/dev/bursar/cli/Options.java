package dev.bursar.cli;

import module java.base;

/** A command's options, each {@code --name VALUE} or {@code --name=VALUE}; flags have no value. */
record Options(Map<String, String> values) {
    /**
     * @param named options that take a value
     * @param flags options that take none
     */
    static Options of(List<String> arguments, List<String> named, List<String> flags) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String[] parts = argument.split("=", 2);
            if (flags.contains(argument)) {
                values.put(argument, "");
            } else if (!named.contains(parts[0])) {
                throw new Usage("Unknown option " + argument + ".");
            } else if (parts.length == 2) {
                values.put(parts[0], parts[1]);
            } else if (i + 1 < arguments.size()) {
                values.put(argument, arguments.get(++i));
            } else {
                throw new Usage(argument + " needs a value.");
            }
        }
        return new Options(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String required(String name) {
        return value(name).orElseThrow(() -> new Usage(name + " is missing."));
    }

    List<String> list(String name) {
        return value(name)
                .map(text -> Arrays.stream(text.split(",")).map(String::strip).toList())
                .orElse(List.of());
    }
}
