package org.imprimatur.screening;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Rules in the order in which they are asked.
 *
 * @param inOrder at least one
 */
record Rules(List<Named> inOrder) {
  private static final int MOST_RULES = 100;

  private static final Map<String, Function<Keys, Rule>> KINDS =
      Map.of(
          NothingVisible.NAME, NothingVisible::of,
          BlockedWords.NAME, BlockedWords::of,
          TooManyLinks.NAME, TooManyLinks::of,
          BlockedDomains.NAME, BlockedDomains::of,
          RepeatedText.BY_THE_AUTHOR, RepeatedText::ofTheAuthor,
          RepeatedText.BY_OTHERS, RepeatedText::ofOthers,
          TooManyPosts.NAME, TooManyPosts::of,
          NewAuthor.NAME, NewAuthor::of,
          TrustedAuthor.NAME, TrustedAuthor::of);

  Rules {
    inOrder = List.copyOf(inOrder);
  }

  /**
   * The rules that a YAML text describes.
   *
   * @throws RulesRefused with line and key, if it is not as documented
   */
  static Rules parse(String yaml) {
    Keys file = Keys.of(root(yaml));
    List<Named> rules = new ArrayList<>();
    for (Node node : file.nodes("rules", MOST_RULES)) {
      rules.add(rule(node));
    }
    file.nothingElse();
    return new Rules(rules);
  }

  private static Named rule(Node node) {
    Keys keys = Keys.of(node);
    String name = keys.text("rule");
    Function<Keys, Rule> kind = KINDS.get(name);
    if (kind == null) {
      Set<String> known = new TreeSet<>(KINDS.keySet());
      throw keys.refusal("rule", "is none of " + String.join(", ", known));
    }
    Rule rule = kind.apply(keys);
    keys.nothingElse();
    return new Named(name, rule);
  }

  private static Node root(String yaml) {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
      if (root == null) {
        throw new RulesRefused("line 1: rules is missing; the file is empty");
      }
      return root;
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine();
      throw new RulesRefused("line " + (line + 1) + ": not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new RulesRefused("not YAML: " + e.getMessage());
    }
  }

  /**
   * A rule under the name it has in the file.
   *
   * @param name its name
   * @param rule what it does
   */
  record Named(String name, Rule rule) {}
}
