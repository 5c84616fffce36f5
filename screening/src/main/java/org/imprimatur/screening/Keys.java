package org.imprimatur.screening;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The keys of one mapping in the file, read one by one. What is wrong, and in the end what was not
 * asked for, is refused with its line and key.
 */
final class Keys {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([mhd])");

  private final Node mapping;
  private final Map<String, Node> values;
  private final Set<String> asked = new TreeSet<>();

  private Keys(Node mapping, Map<String, Node> values) {
    this.mapping = mapping;
    this.values = values;
  }

  static Keys of(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      throw refusal(node, "expected keys with values, such as rule: links");
    }
    Map<String, Node> values = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = scalar(tuple.getKeyNode(), "a key");
      if (values.put(key, tuple.getValueNode()) != null) {
        throw refusal(tuple.getKeyNode(), "the key " + key + " is there twice");
      }
    }
    return new Keys(node, values);
  }

  /** The text of a key that has to be there. */
  String text(String key) {
    return scalar(required(key), key);
  }

  Optional<String> optionalText(String key, int longest) {
    return value(key).map(node -> text(node, key, longest));
  }

  int number(String key, int standard, int least, int most) {
    return value(key).map(node -> number(node, key, least, most)).orElse(standard);
  }

  boolean truth(String key, boolean standard) {
    return value(key)
        .map(
            node ->
                switch (scalar(node, key)) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw refusal(node, key + " is true or false");
                })
        .orElse(standard);
  }

  Duration duration(String key, Duration standard) {
    return value(key).map(node -> duration(node, key)).orElse(standard);
  }

  /** One of some words, which are constants in lower case. */
  <E extends Enum<E>> E choice(String key, E standard, List<E> words) {
    return value(key)
        .map(
            node ->
                words.stream()
                    .filter(word -> word(word).equals(scalar(node, key)))
                    .findFirst()
                    .orElseThrow(() -> refusal(node, key + " is " + either(words))))
        .orElse(standard);
  }

  /**
   * A list of texts, at least one.
   *
   * @param problem what is wrong with one, if anything
   */
  List<String> texts(
      String key, int most, int longest, Function<String, Optional<String>> problem) {
    List<Node> nodes = nodes(key, most);
    List<String> texts = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      String text = text(node, key, longest);
      problem
          .apply(text)
          .ifPresent(
              wrong -> {
                throw refusal(node, key + ": \"" + text + "\" " + wrong);
              });
      texts.add(text);
    }
    return texts;
  }

  /** The items of a list, at least one. */
  List<Node> nodes(String key, int most) {
    Node node = required(key);
    if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
      throw refusal(node, key + " is a list with at least one item");
    }
    if (list.getValue().size() > most) {
      throw refusal(node, String.format(Locale.ROOT, "%s has more than %,d items", key, most));
    }
    return list.getValue();
  }

  /** To be called when all keys were asked for. */
  void nothingElse() {
    values.forEach(
        (key, node) -> {
          if (!asked.contains(key)) {
            throw refusal(
                node, "there is no key " + key + " here, only " + String.join(", ", asked));
          }
        });
  }

  /** What to throw where a key does not go with another. */
  RulesRefused refusal(String key, String problem) {
    return refusal(values.getOrDefault(key, mapping), key + " " + problem);
  }

  static RulesRefused refusal(Node node, String problem) {
    return new RulesRefused("line " + (node.getStartMark().getLine() + 1) + ": " + problem);
  }

  private Optional<Node> value(String key) {
    asked.add(key);
    return Optional.ofNullable(values.get(key));
  }

  private Node required(String key) {
    return value(key).orElseThrow(() -> refusal(mapping, key + " is missing"));
  }

  private static String scalar(Node node, String key) {
    if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
      throw refusal(node, key + " is a word or a number, not a list, keys or nothing");
    }
    return scalar.getValue();
  }

  private static String text(Node node, String key, int longest) {
    String text = scalar(node, key);
    boolean controls = text.chars().anyMatch(Character::isISOControl);
    if (controls || text.isBlank() || text.codePointCount(0, text.length()) > longest) {
      throw refusal(node, key + " is a line of 1 to " + longest + " characters");
    }
    return text.strip();
  }

  private static int number(Node node, String key, int least, int most) {
    String digits = scalar(node, key);
    int number = digits.matches("[0-9]{1,6}") ? Integer.parseInt(digits) : -1;
    if (number < least || number > most) {
      throw refusal(node, key + " is a whole number from " + least + " to " + most);
    }
    return number;
  }

  private static Duration duration(Node node, String key) {
    Matcher parts = DURATION.matcher(scalar(node, key));
    Duration duration = parts.matches() ? duration(parts) : Duration.ZERO;
    if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
      throw refusal(node, key + " is a time such as 30m, 24h or 7d, from 1m to 365d");
    }
    return duration;
  }

  private static Duration duration(Matcher parts) {
    long count = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String either(List<? extends Enum<?>> words) {
    return words.stream().map(Keys::word).collect(Collectors.joining(" or "));
  }
}
