package org.imprimatur.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awscdk.assertions.Template;

/**
 * A template as people read it: resources by the path of their construct, references written as
 * {@code ${Resource.Attribute}}. Can be had with one thing broken, to see that a check notices.
 */
final class Cloud {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Map<String, Object>> resources;

  private Cloud(Map<String, Map<String, Object>> resources) {
    this.resources = resources;
  }

  @SuppressWarnings("unchecked")
  static Cloud of(Template template) {
    Map<String, Object> all = (Map<String, Object>) readable(template.toJSON().get("Resources"));
    Map<String, Map<String, Object>> resources = new TreeMap<>();
    all.forEach((id, resource) -> resources.put(name(id), (Map<String, Object>) resource));
    return new Cloud(resources);
  }

  /** The names of all resources of a type. */
  List<String> names(String type) {
    return resources.entrySet().stream()
        .filter(each -> each.getValue().get("Type").equals(type))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The properties of all resources of a type, by name. */
  Map<String, Map<String, Object>> all(String type) {
    return names(type).stream()
        .collect(
            Collectors.toMap(
                name -> name, this::properties, (one, other) -> one, LinkedHashMap::new));
  }

  /** The properties of the only resource of a type. */
  Map<String, Object> only(String type) {
    assertThat(names(type)).hasSize(1);
    return properties(names(type).get(0));
  }

  /** The properties of a resource. */
  Map<String, Object> properties(String name) {
    return map(resource(name).get("Properties"));
  }

  /** A resource with all that is not a property. */
  Map<String, Object> resource(String name) {
    assertThat(resources).containsKey(name);
    return resources.get(name);
  }

  /** A copy in which one resource is broken. */
  Cloud breaking(String name, Consumer<Map<String, Object>> properties) {
    return breakingResource(name, resource -> properties.accept(map(resource.get("Properties"))));
  }

  /** A copy in which one resource is broken otherwise than by its properties. */
  Cloud breakingResource(String name, Consumer<Map<String, Object>> resource) {
    Map<String, Map<String, Object>> copy =
        JSON.convertValue(resources, new TypeReference<TreeMap<String, Map<String, Object>>>() {});
    Cloud broken = new Cloud(copy);
    resource.accept(broken.resource(name));
    return broken;
  }

  /** A copy without one resource. */
  Cloud without(String name) {
    assertThat(resources).containsKey(name);
    Map<String, Map<String, Object>> copy = new TreeMap<>(resources);
    copy.remove(name);
    return new Cloud(copy);
  }

  /** The findings that resources are excused of. */
  List<Object> excuses() {
    return resources.values().stream()
        .map(resource -> resource.get("Metadata"))
        .filter(Map.class::isInstance)
        .map(metadata -> map(metadata).get("cdk_nag"))
        .filter(Map.class::isInstance)
        .flatMap(nag -> list(map(nag).get("rules_to_suppress")).stream())
        .toList();
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    assertThat(value).isInstanceOf(Map.class);
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object value) {
    assertThat(value).isInstanceOf(List.class);
    return (List<Object>) value;
  }

  /** The value at a path of keys and of numbers in lists. */
  static Object at(Object value, Object... path) {
    Object here = value;
    for (Object step : path) {
      here = step instanceof Integer index ? list(here).get(index) : map(here).get(step);
    }
    return here;
  }

  private static Object readable(Object value) {
    if (value instanceof List<?> items) {
      return new ArrayList<>(items.stream().map(Cloud::readable).toList());
    }
    if (!(value instanceof Map<?, ?> entries)) {
      return value;
    }
    if (entries.size() == 1) {
      String key = String.valueOf(entries.keySet().iterator().next());
      if (key.equals("Ref") || key.startsWith("Fn::")) {
        return reference(key, entries.get(key));
      }
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    entries.forEach((key, item) -> copy.put(String.valueOf(key), readable(item)));
    return copy;
  }

  private static String reference(String function, Object argument) {
    return switch (function) {
      case "Ref" -> "${" + name((String) argument) + "}";
      case "Fn::GetAtt" -> "${" + name((String) at(argument, 0)) + "." + at(argument, 1) + "}";
      case "Fn::Join" ->
          list(at(argument, 1)).stream()
              .map(part -> String.valueOf(readable(part)))
              .collect(Collectors.joining((String) at(argument, 0)));
      case "Fn::Select", "Fn::Split" -> String.valueOf(readable(at(argument, 1)));
      default -> String.valueOf(argument);
    };
  }

  /** A logical id without the hash that ends it. */
  private static String name(String id) {
    return id.replaceAll("(CurrentVersion)?([0-9A-F]{8})([0-9a-f]{32})?$", "$1");
  }
}
